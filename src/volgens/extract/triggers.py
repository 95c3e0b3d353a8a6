"""Words that report an event: verbs, nouns and states from the lexicon, where their conditions hold."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from volgens.extract import times
from volgens.extract.clauses import (
    Frame,
    frame,
    is_infinitive,
    is_relative,
    own,
    own_subjects,
    prepositions,
    resolved,
    with_bare_object,
)
from volgens.extract.conditions import VIOLENT, Site, holds, is_nominal
from volgens.extract.word_classes import COMPOUNDING, words_of
from volgens.lexicon import Lexicon, Match, Row
from volgens.lexicon.match import SEPARABLE
from volgens.model import Parsed, Sentence, Span, Token

Spans = tuple[tuple[int, int], ...]
VERB, NOUN, STATE = "verb", "noun", "state"
INANIMATE = frozenset({"place", "building", "vehicle", "thing"})
ANIMATE = frozenset({"person", "armed"})
BODIES = ANIMATE | {"group"}
LONGEST_HEADING = 10  # tokens
OF_THE_HOUR = re.compile(r"\d{1,2}[.:]\d{2}\b")
OTHER = "other"
GAME, PLAYER = "game", "player"
HARMING = ("kill", "injure")
# What sport, markets and shows speak of too.
FIGURATIVE = frozenset({"attack", "clash", "offensive", "capture", "retake", "besiege", "damage", "deploy", "withdraw", "threaten", "warn", "rescue", "release",
                        "abduct", "blockade", "intercept", "appoint", "sanction", "protest", "other"})  # fmt: skip
BACKGROUND = ("appoint.dismiss", "aid.military", "mobilize", "deploy")
POLITICAL = "political_acts"
# Political acts count where the text puts them to the reader, not in what only describes (*the rebels, backed by their neighbour*).
ASSERTING = ("root", "ccomp", "conj", "parataxis", "xcomp")
NOMINAL_TAGS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row that fired. ``anchor`` carries the meaning, ``tokens`` is what the record shows, ``frame`` a verb's surroundings, ``words``
    all that the row fired on."""

    kind: str
    row: Row
    anchor: Token
    tokens: tuple[Token, ...]
    frame: Frame | None
    holders: tuple[Token, ...] = ()
    words: tuple[Token, ...] = ()

    @property
    def type(self) -> str:
        return OTHER if self.is_political else str(self.row.event_type)

    @property
    def is_political(self) -> bool:
        return self.row.table == POLITICAL

    def span(self, parsed: Parsed) -> Span:
        return parsed.span(self.tokens)


def find(parsed: Parsed, lexicon: Lexicon, when: Spans | None = None) -> tuple[Trigger, ...]:
    """All triggers of an article in text order, no two on one word. ``when``: where expressions of time stand, if that is known."""
    return _Finder(parsed, lexicon, time_spans(parsed, lexicon) if when is None else when).all()


def time_spans(parsed: Parsed, lexicon: Lexicon) -> Spans:
    """Offsets of the expressions of time."""
    return tuple((m.start, m.end) for m in times.find(parsed, lexicon))


class _Finder:
    def __init__(self, parsed: Parsed, lexicon: Lexicon, when: Spans):
        self.times = when
        self.parsed, self.lexicon, self.words = parsed, lexicon, words_of(lexicon)
        self.verbs, self.nouns = lexicon.lemmas("events"), lexicon.nouns("event_nouns")
        self.acts = lexicon.lemmas(POLITICAL)
        self.states, self.masks = lexicon.phrases("event_states"), lexicon.phrases("not_an_event")
        self.masked = {t.i for s in parsed.sentences for m in self.masks.all(parsed.words(s)) for t in m.tokens}
        self._violent = self._violent_sentences()
        self._peaceful = self._peaceful_sentences()

    def _violent_sentences(self) -> frozenset[int]:
        found = set()
        for token in self.parsed.tokens:
            armed = token.upos in NOMINAL_TAGS and self.words.plain(token) & VIOLENT
            if armed or any(_is_plain(m.row) for m in self._rows(token)):
                found.add(token.sentence)
        return frozenset(n for s in found for n in (s - 1, s, s + 1))

    def _peaceful_sentences(self) -> frozenset[int]:
        """Sentences about a game, a market or a show, with nothing of arms in them: what attacks there attacks as a figure of speech. All
        sentences, where the article has more than one such word and nothing of arms anywhere."""
        playing, armed = [], set()
        for token in self.parsed.tokens:
            if token.upos not in NOMINAL_TAGS:
                if token.upos == "VERB" and any(
                    m.row.event_type in HARMING for m in self.verbs.find(self.parsed, token)
                ):
                    armed.add(token.sentence)
                continue
            classes = self.words.plain(token)
            if GAME in classes:
                playing.append(token.sentence)
            elif (classes & VIOLENT and PLAYER not in classes and token.upos == "NOUN") or any(
                m.row.event_type in HARMING for m in self.nouns.find(token)
            ):
                armed.add(token.sentence)
        if len(playing) > 1 and not armed:
            return frozenset(s.i for s in self.parsed.sentences)
        return frozenset(playing) - armed

    def _rows(self, token: Token) -> list[Match]:
        if token.i in self.masked or (token.upos == "PROPN" and any(a <= token.start < b for a, b in self.times)):
            return []
        if self._is_noun_as_verb(token):
            return self._noun_rows(token)
        if token.upos in ("VERB", "AUX") or (
            token.upos == "NOUN" and token.feats.get("VerbForm") and own(self.parsed, token)
        ):
            return self.verbs.find(self.parsed, token)
        if token.rel == "compound":
            return []  # displacement camps: the noun says what the next one is about
        if token.upos in NOMINAL_TAGS or (token.upos == "ADJ" and is_nominal(self.parsed, token)):
            return self._noun_rows(token)
        return []

    def _is_noun_as_verb(self, token: Token) -> bool:
        """A noun that the parse takes for a verb (*aanvallen uitvoeren*, *months of fighting*)."""
        if token.upos != "VERB":
            return False
        placed = token.rel in ("obj", "nsubj", "nmod", "obl") or (
            token.rel == "acl" and self.parsed.children(token, "case", "mark")
        )
        if not placed or (is_infinitive(token) and self.parsed.children(token, "det")):
            return False
        form = token.form.lower()
        return any(form in self.lexicon.inflector.noun(m.row.lemma.lower()) for m in self.nouns.find(token))

    def _noun_rows(self, token: Token) -> list[Match]:
        found = self.nouns.find(token, self.parsed)
        if not found:
            return []
        key = found[0].row.lemma.lower()
        if token.upos == "ADJ" and token.form.lower() not in {key, *self.lexicon.inflector.noun(key)}:
            return []
        if self.words.language not in COMPOUNDING and len(found[0].tokens) == 1 and key not in self.words.keys(token):
            return []
        return found

    def is_event(self, token: Token) -> bool:
        return token.upos in NOMINAL_TAGS and bool(self._noun_rows(token))

    def all(self) -> tuple[Trigger, ...]:
        found: list[Trigger] = []
        headings = {s.i for s in self.parsed.sentences if is_heading(self.parsed, s)}
        for sentence in self.parsed.sentences:
            if sentence.i in headings:
                continue
            for match in self.states.all(self.parsed.words(sentence)):
                if not self.masked.intersection(t.i for t in match.tokens):
                    found += self._state(match)
        for token in self.parsed.tokens:
            rows = self._rows(token) if token.sentence not in headings else []
            if rows:
                found += self._verb(rows) if rows[0].row.table == "events" else self._noun(rows)
        kept = self._one_each([t for t in found if not self._is_figure(t)])
        return tuple(sorted((*kept, *self._political(kept, headings)), key=lambda t: (t.tokens[0].i, t.anchor.i)))

    def _is_figure(self, trigger: Trigger) -> bool:
        """A figure of speech: *de spits viel aan*, *prices exploded*."""
        return trigger.anchor.sentence in self._peaceful and trigger.type.partition(".")[0] in FIGURATIVE

    def _political(self, kept: tuple[Trigger, ...], headings: set[int]) -> list[Trigger]:
        """Political acts, where no event stands in their clause or below it."""
        out: list[Trigger] = []
        taken = {t.anchor.i for t in kept}
        for token in self.parsed.tokens:
            if token.upos in ("VERB", "AUX") and token.sentence not in headings and token.i not in self.masked | taken:
                rows = self.acts.find(self.parsed, token)
                below = token if token.upos == "VERB" else self.parsed.tokens[token.head]
                if (
                    rows
                    and below.rel in ASSERTING
                    and taken.isdisjoint(t.i for t in self.parsed.subtree(below, without=("advcl", "parataxis")))
                ):
                    out += self._verb(rows)
        return out

    def _site(self, anchor: Token, **around: object) -> Site:
        return Site(self.parsed, self.words, anchor, violent=self._is_violent, is_event=self.is_event, **around)  # type: ignore[arg-type]

    def _is_violent(self, token: Token) -> bool:
        return token.sentence in self._violent

    def _verb(self, matches: list[Match]) -> list[Trigger]:
        parsed, token = self.parsed, matches[0].anchor
        copular = token.lemma.lower() in self.words.use("copular")
        for match in matches:
            row = match.row
            if copular and len(match.tokens) == 1 and parsed.children(token, "xcomp"):
                continue  # *twintig raakten gewond*: the state tells it
            before = token.rel == "acl" and token.i < token.head  # *door Rusland gesteunde troepen*
            if (token.rel == "amod" or before) and row.event_type in BACKGROUND:
                continue  # *the ousted president*, *Turkish-trained commandos*: who they are, not what happens
            around = self._frame(match)
            is_turned = self._is_turned(around)
            turned = _turned(parsed, token, around, is_turned)
            for option in (*turned, around) if is_turned else (around, *turned):
                hanging = [(prepositions(parsed, t), t) for o in option.objects for t in parsed.children(o, "nmod")]
                obliques = (*option.obliques, *hanging)
                site = self._site(
                    token, subjects=option.subjects, objects=option.objects, obliques=obliques, passive=option.passive
                )
                if holds(row.condition, site):
                    return [Trigger(VERB, row, token, self._shown(match), option, words=match.tokens)]
        return []

    def _frame(self, match: Match) -> Frame:
        """The verb's frame, without the words that the row itself takes up (*het leven* kosten)."""
        row = match.row
        transitive = row.object_role in ("patient", "instrument") and row.subject_role != "patient"
        around = frame(self.parsed, match.anchor, self.words.markers, transitive)
        if transitive:
            around = with_bare_object(self.parsed, around, match.tokens, self.times)
        taken = {t.i for t in match.tokens}
        if taken.isdisjoint(t.i for t in around.objects):
            return around
        rest = tuple(t for t in (*around.objects, *self.parsed.children(match.anchor, "iobj")) if t.i not in taken)
        return replace(around, objects=rest)

    def _is_turned(self, around: Frame) -> bool:
        """Is the subject a place or thing and the object a name: *kilometers die het land veroverde*?"""
        if not around.subjects or not around.objects:
            return False
        subject, thing = around.subjects[0], around.objects[0]
        classes = self.words.plain(subject)
        return thing.upos == "PROPN" and subject.upos == "NOUN" and bool(classes & INANIMATE) and not classes & BODIES

    def _shown(self, match: Match) -> tuple[Token, ...]:
        """The verb with its particle and words where they stand side by side, else the verb or, as the row says, the words."""
        tokens = match.tokens
        between = self.parsed.tokens
        if all(b.i == a.i + 1 or (b.i == a.i + 2 and between[a.i + 1].rel == "mark") for a, b in pairwise(tokens)):
            return tokens
        apart = match.row.cells.get("particle") and not match.row.cells.get("with")
        rest = tuple(t for t in tokens if t.i != match.anchor.i and (apart or t.rel != "compound:prt"))
        return rest if match.row.cells.get("trigger") == "words" and rest else (match.anchor,)

    def _noun(self, matches: list[Match]) -> list[Trigger]:
        token = matches[0].anchor
        obliques = tuple((prepositions(self.parsed, t), t) for t in self.parsed.children(token, "nmod", "obl", "acl"))
        for match in matches:
            if holds(match.row.condition, self._site(token, obliques=obliques)):
                return [Trigger(NOUN, match.row, token, match.tokens, None, words=match.tokens)]
        return []

    def _state(self, match: Match) -> list[Trigger]:
        parsed, words = self.parsed, match.tokens
        anchor = next((t for t in words if t.head not in {w.i for w in words} or t.is_root), words[-1])
        if anchor.upos in ("ADJ", "NOUN") and len(words) == 1 and is_nominal(parsed, anchor):
            return []
        held = holders(parsed, anchor, self.words.use("copular"))
        obliques = tuple((prepositions(parsed, t), t) for t in parsed.children(anchor, "nmod", "obl"))
        for row in self.lexicon.rows("event_states"):
            if row.phrase == match.row.phrase and holds(
                row.condition, self._site(anchor, holders=held, obliques=obliques)
            ):
                return [Trigger(STATE, row, anchor, words, None, held, words)]
        return []

    def _one_each(self, found: list[Trigger]) -> tuple[Trigger, ...]:
        """One trigger a word: more words before fewer, a verb before a state where the word is a verb."""
        taken: set[int] = set()
        kept = []
        for t in sorted(
            found,
            key=lambda t: (-len(t.words), (t.kind == STATE) == (t.anchor.upos == "VERB"), t.kind == NOUN, t.anchor.i),
        ):
            if taken.isdisjoint(x.i for x in t.words):
                taken |= {x.i for x in t.words}
                kept.append(t)
        return tuple(sorted(kept, key=lambda t: (t.tokens[0].i, t.anchor.i)))


def _is_plain(row: Row) -> bool:
    """Does the row need nothing beside it, but for what must not be there?"""
    return all(c.startswith("not_") for c in row.condition)


def is_heading(parsed: Parsed, sentence: Sentence) -> bool:
    """A short line of its own without a full stop: it announces what the text tells. The headings of a live blog, which begin with the
    time of the day, are news themselves."""
    if OF_THE_HOUR.match(parsed.text, sentence.start):
        return False
    if len(parsed.sentences) == 1 or sentence.last - sentence.first > LONGEST_HEADING:
        return False
    last = parsed.tokens[sentence.last - 1]
    alone = all(
        s.paragraph != sentence.paragraph
        for s in parsed.sentences[max(0, sentence.i - 1) : sentence.i + 2]
        if s.i != sentence.i
    )
    return alone and last.upos != "PUNCT"


def _turned(parsed: Parsed, verb: Token, around: Frame, likely: bool) -> list[Frame]:
    """The other reading of a clause whose subject may be the object: a relative clause whose pronoun may be either (*die het leger
    veroverde*), or one whose subject is a place or thing (``likely``)."""
    if not around.subjects or not around.objects or around.passive:
        return []
    if verb.deprel != "acl:relcl":
        other = Frame(verb, False, around.objects, around.subjects, around.obliques, ())
        return [other] if likely and parsed.language in SEPARABLE else []
    if not any(is_relative(t) for t in parsed.children(verb, "nsubj", "obj")):
        return []
    return [Frame(verb, False, around.objects, around.subjects, around.obliques, ())]


def holders(parsed: Parsed, anchor: Token, copular: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """Who or what is in the state that the words tell. ``copular``: lemmas of verbs that only join the state to their subject (*raken*)."""
    if anchor.rel == "amod" or (anchor.rel == "acl" and anchor.deprel != "acl:relcl"):
        return (parsed.tokens[anchor.head],)
    own = parsed.children(anchor, "nsubj")
    if own:
        return resolved(parsed, own)
    if anchor.rel == "conj" and not parsed.children(anchor, "cop"):
        return holders(parsed, parsed.tokens[anchor.head], copular)
    head = parsed.head(anchor)
    if head is None:
        return ()
    objects = parsed.children(head, "obj")
    if (
        objects
        and anchor.i not in {o.i for o in objects}
        and not (head.lemma.lower() in copular and own_subjects(parsed, head))
    ):
        return resolved(parsed, objects)
    if anchor.rel in ("nmod", "nsubj") and head.upos in ("NOUN", "NUM", "PROPN"):
        return (head,)
    return resolved(parsed, own_subjects(parsed, head))
