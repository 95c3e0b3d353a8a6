"""Reports in a sentence: the words that attribute, whom they attribute to, and what (verbs, prepositions, nouns)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from volgens.extract.content import Content
from volgens.extract.quotations import Quotations
from volgens.extract.source_phrase import Speakers, head_of
from volgens.lexicon import Lexicon, Match, Row, key_of
from volgens.model import Parsed, Reason, Span, Token

# What hangs below a reporting verb and is neither content nor another clause: together with the verb it is the tag.
TAG_PARTS = ("nsubj", "aux", "advmod", "obl", "iobj", "compound", "mark", "expl", "obj", "case", "fixed", "cop", "nmod")
TAG_CUT = ("ccomp", "parataxis", "conj", "xcomp", "advcl", "csubj", "acl")
BEFORE_TAG = frozenset({",", "”", "\"", "'", "’", "»", "''", "–", "—", "-", "?", "!", "“", "...", "…", "’’"})
AFTER_TAG = frozenset({",", ".", ";", ":", "–", "—", "-", "!", "?", ")", "“", "\"", "‘", "'", "„", "«", "``", "…"})
CLAUSE_HEADS = ("ccomp", "acl", "advcl", "conj", "parataxis", "csubj", "xcomp")
NONFINITE = ("Inf", "Part", "Ger")
CONFIRMS = "confirms"
BESIDE = "beside"
ANSWERS = ("confirms", "denies", "doubts")
LONGEST_NAME = 12  # tokens of a name with its description, or of what follows a tag
OPEN = ("clause", "quote", BESIDE)  # frames in which whoever is the subject must be speaking


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report. ``source`` is empty where nobody is in sight; ``tag`` holds the reporting words with what they bring along.

    ``prior`` says that what is reported stands before: *Dat meldt X*. ``own`` marks a source told by the clause it speaks about.
    """

    cue: tuple[Token, ...]
    lemma: str
    source: tuple[Token, ...]
    content: Span | None
    stance: str
    tag: tuple[Token, ...]
    reason: Reason
    prior: bool = False
    beside: bool = False


class Attributions:
    """Finds the reports of one article, sentence by sentence."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quotations: Quotations, speakers: Speakers):
        self.parsed, self.quotations, self.speakers = parsed, quotations, speakers
        self.content = Content(parsed, lexicon, quotations)
        self._verbs = lexicon.lemmas("reporting")
        self._preps = lexicon.phrases("reporting_preps")
        self._nouns = lexicon.nouns("reporting_nouns")
        self._not_sources = lexicon.nouns("not_sources")
        self._governors = {str(r.lemma) for r in lexicon.rows("reporting_blocks") if r.kind == "governor"}
        self._marks = {str(r.lemma) for r in lexicon.rows("reporting_blocks") if r.kind == "mark"}
        self._negations = {str(r.phrase).lower() for r in lexicon.rows("negation")}
        self._negations |= {str(r.lemma) for r in lexicon.rows("reporting_blocks") if r.kind == "negation"}
        self._agents = {str(r.word) for r in lexicon.rows("source_preps") if r.role == "agent"}
        self._owners = {str(r.word) for r in lexicon.rows("source_preps") if r.role == "owner"}

    def of_sentence(self, number: int) -> list[Attribution]:
        """The reports of one sentence in text order."""
        words = self.parsed.words(number)
        out: list[Attribution] = []
        k = 0
        while k < len(words):
            if self.quotations.at(words[k].start) is not None:
                k += 1
                continue
            hit = self._preps.at(words, k)
            found = self._preposition(hit, out) if hit else None
            if hit and found:
                out.append(found)
                k += len(hit.tokens)
                continue
            if words[k].upos in ("VERB", "AUX"):
                found = self._verb(words[k], out)
            elif words[k].upos == "NOUN":
                found = self._noun(words[k])
            if found:
                out.append(found)
            k += 1
        return out

    # verbs

    def _verb(self, verb: Token, earlier: Sequence[Attribution]) -> Attribution | None:
        for match in self._verbs.find(self.parsed, verb):
            found = self._by_row(match, verb, earlier)
            if found is not None:
                return found
        return None

    def _by_row(self, match: Match, verb: Token, earlier: Sequence[Attribution]) -> Attribution | None:
        row = match.row
        stance = self._stance(verb, row)
        if stance is None:
            return None
        source = self._source(verb, row)
        if source and stance == row.negated and self.speakers.read(self.parsed, source).kind in (None, "anonymous", "witness"):
            return None
        if not source or not self._may_speak(source, row):
            return None
        tag = self._tag(verb, match.tokens, source)
        first, last = self._edges(verb, tag)
        content, frame = self._content(verb, match, first, last, earlier)
        if frame == BESIDE:
            tag = tuple({t.i: t for t in (*tag, *self.parsed.tokens[first.i : last.i + 1])}.values())
        prior = content is None and self._points_back(verb, row)
        if content is None and not prior or frame == "infinitive" and verb.deprel == "acl:relcl":
            return None
        if frame not in OPEN and self._describes(verb, source):
            return None
        if frame not in OPEN and "speaker" in row.condition and not self.speakers.can_speak(self.parsed, source):
            return None
        lemma = " ".join(x for x in ((row.particle or "") + row.lemma, row.cells.get("with")) if x)
        return Attribution(
            self._cue(verb, match.tokens), str(lemma), source, content, stance, tag, Reason("claim.verb", row.where), prior, frame == BESIDE
        )

    def _stance(self, verb: Token, row: Row) -> str | None:
        """The row's stance here, or None where the verb does not report: negated, only wanted, asked or supposed."""
        below = self.parsed.children(verb)
        negated = self._negated(verb)
        if negated and row.negated is None:
            return None
        modal = any(c.rel == "aux" and key_of(c) in self._governors for c in below)
        above = self.parsed.head(verb)
        if above is not None and verb.rel in ("xcomp", "ccomp") and key_of(above) in self._governors and above.upos in ("VERB", "AUX"):
            modal = True
        if modal and not (row.stance == CONFIRMS or negated):
            return None
        if any(c.rel in ("mark", "advmod") and c.form.lower() in self._marks for c in below) and verb.rel in ("advcl", "acl", "xcomp", "csubj", "ccomp"):
            return None
        if verb.feats.get("VerbForm") == "Inf" and verb.rel in ("advcl", "acl", "csubj", "root") and not any(c.rel == "aux" for c in below):
            return None
        if any(c.deprel == "expl:pv" or c.rel in ("obj", "iobj") and c.feats.get("Reflex") == "Yes" for c in below) and not row.cells.get("with"):
            return None
        words = self.parsed.words(verb.sentence)
        if words[-1].form == "?" and verb.is_root and not any(self.quotations.at(w.start) for w in words):
            return None
        return str(row.negated) if negated else str(row.stance)

    def _negated(self, verb: Token) -> bool:
        for c in self.parsed.children(verb):
            if c.rel in ("advmod", "det", "obj", "nsubj", "neg", "cc") and (c.form.lower() in self._negations or c.feats.get("Polarity") == "Neg"):
                return True
            if c.rel in ("obj", "nsubj", "obl", "xcomp", "iobj") and c.upos not in ("VERB", "AUX") and any(d.form.lower() in self._negations for d in self.parsed.children(c, "det", "advmod")):
                return True
        return False

    def _source(self, verb: Token, row: Row) -> tuple[Token, ...]:
        """The words that name who says it."""
        own = next((str(c).partition("=")[2] for c in row.condition if str(c).startswith("source=")), None)
        if own:
            return next(
                (self.speakers.phrase(self.parsed, c) for c in self.parsed.children(verb, "obl", "nmod")
                 if any(k.form.lower() == own for k in self.parsed.children(c, "case"))), ()
            )  # fmt: skip
        head = self._subject(verb, set())
        if head is None or head.feats.get("PronType") in ("Dem", "Int"):
            return ()
        source = self.speakers.phrase(self.parsed, head)
        if verb.rel == "conj" and not self.speakers.can_speak(self.parsed, source):
            for above in self.parsed.ancestors(verb):
                other = self._own_subject(above) if above.upos in ("VERB", "AUX") else None
                if other is not None and other.i < verb.i and self.speakers.can_speak(self.parsed, self.speakers.phrase(self.parsed, other)):
                    return self.speakers.phrase(self.parsed, other)
        return source

    def _describes(self, verb: Token, source: Sequence[Token]) -> bool:
        """*a woman who saw the exodus*: a relative clause without a comma says which source it is, it reports nothing."""
        head = head_of(source)
        if verb.rel != "acl" or verb.head != head.i:
            return False
        first = min(t.i for t in self.parsed.subtree(verb))
        return not any(t.upos == "PUNCT" for t in self.parsed.tokens[head.i : first + 1])

    def subject_before(self, colon: Token) -> tuple[Token, ...]:
        """The subject of the clause that ends at a colon, where it is somebody who can speak."""
        for t in reversed([t for t in self.parsed.words(colon.sentence) if t.i < colon.i]):
            if t.rel == "nsubj" and self.quotations.at(t.start) is None:
                source = self.speakers.phrase(self.parsed, t)
                if self.speakers.can_speak(self.parsed, source) and t.feats.get("PronType") not in ("Rel", "Dem"):
                    return source
        return ()

    def _passive(self, verb: Token) -> bool:
        return any(c.deprel in ("nsubj:pass", "aux:pass", "csubj:pass") for c in self.parsed.children(verb))

    def _subject(self, verb: Token, seen: set[int]) -> Token | None:
        """Whoever does what the verb says: its subject, the agent of a passive, or the subject that it shares or is controlled by."""
        if verb.i in seen:
            return None
        seen.add(verb.i)
        agent = next((c for c in self.parsed.children(verb, "obl:agent")), None)
        passive = self._passive(verb)
        participle = verb.feats.get("VerbForm") == "Part" and verb.rel == "acl"
        if agent is None and (passive or participle):
            agent = next(
                (c for c in self.parsed.children(verb, "obl") if any(k.form.lower() in self._agents for k in self.parsed.children(c, "case"))), None
            )
        if agent is not None:
            return agent
        if passive:
            return None
        own = self._own_subject(verb)
        if own is not None:
            if own.feats.get("PronType") == "Rel" and verb.rel == "acl":
                return self.parsed.head(verb)
            return own
        above = self.parsed.head(verb)
        if above is None:
            return None
        if verb.rel == "conj" and above.upos in ("VERB", "AUX", "ADJ", "NOUN"):
            shared = self._subject(above, seen)
            return shared or next(iter(self.parsed.children(above, "nsubj:pass")), None)
        if verb.rel in ("xcomp", "advcl") and verb.feats.get("VerbForm") in (*NONFINITE, None):
            return self._subject(above, seen) or next(iter(self.parsed.children(above, "nsubj:pass")), None)
        if verb.rel == "acl" and verb.feats.get("VerbForm") in NONFINITE and above.upos in ("NOUN", "PROPN", "PRON"):
            return None if participle and verb.feats.get("Tense") == "Past" else above
        return None

    def _own_subject(self, verb: Token) -> Token | None:
        """The verb's own subject: of two the one that no comma parts from the verb, and never what only points back (*dat*)."""
        found = [c for c in self.parsed.children(verb, "nsubj") if c.deprel != "nsubj:pass" and c.feats.get("PronType") != "Dem"]
        near = [c for c in found if not any(t.form == "," for t in self.parsed.tokens[min(c.i, verb.i) : max(c.i, verb.i)])] or found
        if near:
            # an article that was taken for a pronoun: "meldt het Élysée"
            return near[1] if len(near) > 1 and near[0].upos == "PRON" and near[1].i == near[0].i + 1 else near[0]
        below = self.parsed.children(verb)
        it = next((c for c in below if c.deprel == "expl" and c.feats.get("PronType") == "Prs"), None)
        if it is not None:
            return it
        beside = self._beside_verb(verb)
        if beside is not None:
            return beside
        # an inverted subject that was taken for an object: "Dat hij dood is, maakte het leger bekend"
        if any(c.rel == "csubj" for c in below):
            return next((c for c in below if c.rel == "obj"), None)
        return None

    def _beside_verb(self, verb: Token) -> Token | None:
        """The noun beside a verb that stands behind a quotation or comma (*”, says X*; *, X told CNN*), wherever the tree hangs it."""
        words = self.parsed.words(verb.sentence)
        before = self.parsed.tokens[verb.i - 1] if verb.i > words[0].i else None
        if before is not None and before.upos in ("NOUN", "PROPN", "PRON", "PUNCT"):
            for t in (t for t in words if t.i < verb.i and t.rel == "nsubj" and t.head != verb.i):
                phrase = self.parsed.subtree(t)
                if phrase[-1].i == verb.i - 1 and phrase[0].i > words[0].i and self.parsed.tokens[phrase[0].i - 1].form in BEFORE_TAG:
                    return t
        if before is None or before.form not in BEFORE_TAG or verb.feats.get("VerbForm") != "Fin" and verb.feats.get("VerbForm"):
            return None
        k = verb.i + 1
        while k <= words[-1].i and self.parsed.tokens[k].upos in ("DET", "ADJ", "ADV", "NUM"):
            k += 1
        if k > words[-1].i or self.parsed.tokens[k].upos not in ("NOUN", "PROPN", "PRON"):
            return None
        head = self.parsed.tokens[k]
        while head.rel in ("compound", "flat", "amod", "nmod:poss", "nmod:desc") and self.parsed.tokens[head.head].i > verb.i:
            head = self.parsed.tokens[head.head]
        return head if head.deprel in ("nsubj", "nmod:poss", "appos", "obl", "obj", "parataxis") or head.rel == "nsubj" else None

    def _may_speak(self, source: Sequence[Token], row: Row) -> bool:
        head = head_of(source)
        if head.feats.get("Person") in ("1", "2"):
            return False
        kinds = next((str(c).partition("=")[2].split(",") for c in row.condition if str(c).startswith("subject=")), None)
        if kinds is not None:
            kind = self.speakers.read(self.parsed, source).kind
            return kind in kinds or self.speakers.own_kind(head) in kinds or kind is None and head.upos == "PRON" and head.feats.get("PronType") == "Prs" and "document" not in kinds[:1]
        if "known" in row.condition:
            return self.speakers.can_speak(self.parsed, source)
        return head.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "SYM", "X")

    def _cue(self, verb: Token, words: Iterable[Token]) -> tuple[Token, ...]:
        near = sorted(words, key=lambda t: t.i)
        return tuple(near) if near[-1].i - near[0].i < len(near) + 2 else (verb,)

    # tags

    def _tag(self, verb: Token, words: Iterable[Token], source: Sequence[Token]) -> tuple[Token, ...]:
        """The reporting words with subject, auxiliaries and adverbials; never the clause they report."""
        out = {verb.i: verb, **{w.i: w for w in words}, **{s.i: s for s in source if abs(s.i - verb.i) < 60 and s.sentence == verb.sentence}}
        if verb.rel == "acl" and source and head_of(source).i == verb.head:
            out = {k: t for k, t in out.items() if t not in source}
        named = head_of(source).i
        for child in self.parsed.children(verb):
            bare = child.rel == "ccomp" and child.upos == "ADV" and not self.parsed.children(child)  # zo meldt X
            if child.rel in TAG_PARTS and not (child.rel == "nsubj" and child.i != named and child.upos != "PRON") or bare:
                for t in self.parsed.subtree(child, without=() if child.rel == "nsubj" else ("ccomp", "parataxis", "conj")):
                    out[t.i] = t
        return tuple(out[k] for k in sorted(out) if out[k].upos != "PUNCT" or k not in (min(out), max(out)))

    def _edges(self, verb: Token, tag: Sequence[Token]) -> tuple[Token, Token]:
        """First and last token of the run around the verb that the tag makes, commas within it allowed."""
        inside = {t.i for t in tag}
        lo = hi = verb.i
        while lo - 1 in inside or lo - 2 in inside and self.parsed.tokens[lo - 1].upos == "PUNCT":
            lo -= 1 if lo - 1 in inside else 2
        while hi + 1 in inside or hi + 2 in inside and self.parsed.tokens[hi + 1].upos == "PUNCT":
            hi += 1 if hi + 1 in inside else 2
        return self.parsed.tokens[self._from_quotation(lo)], self.parsed.tokens[self._to_mark(hi)]

    def _from_quotation(self, first: int) -> int:
        """Where the tag begins: right after a quotation where only a name with what belongs to it stands between."""
        words = self.parsed.words(self.parsed.tokens[first].sentence)
        k = first - 1
        while k >= words[0].i and first - k < LONGEST_NAME:
            t = self.parsed.tokens[k]
            if t.upos in ("VERB", "AUX"):
                return first
            quotation = self.quotations.ending_at(t.end)
            if quotation is not None:
                ended = self.parsed.text[quotation.inner_end - 1] in ",.!?" or self.parsed.tokens[k + 1].form == ","
                return k + 1 if ended and self.parsed.tokens[k + 1].upos in ("PROPN", "NOUN", "DET", "ADJ", "PUNCT") else first
            k -= 1
        return first

    def _to_mark(self, last: int) -> int:
        """The end of what follows the tag without a verb up to a mark: whom it was told, where and on what ground."""
        words = self.parsed.words(self.parsed.tokens[last].sentence)
        k = last + 1
        while k <= words[-1].i and self.parsed.tokens[k].upos not in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ") and k - last < LONGEST_NAME:
            k += 1
        ended = k > words[-1].i or self.parsed.tokens[k].form in {":", ",", ".", ";"}
        return k - 1 if ended and k > last + 1 else last

    def _content(
        self, verb: Token, match: Match, first: Token, last: Token, earlier: Sequence[Attribution]
    ) -> tuple[Span | None, str]:
        """What is said and by which frame; ``BESIDE`` where the reporting words stand beside it as a tag."""
        row = match.row
        if "quote" in row.frame and self._beside(verb, first, last):
            stated = self.parsed.children(verb, "ccomp")
            clause = next((c for c in stated if c.i > last.i), None) if not any(c.i < first.i for c in stated) else None
            if clause is None and verb.rel in ("parataxis", "advcl"):
                clause = self.parsed.head(verb)
            elif clause is None and not verb.is_root:
                clause = self._clause_above(verb)
            found = self.content.around_tag(first, last, self._left(first, earlier), clause)
            if found is not None:
                return found, BESIDE
        return self.content.governed(verb, row, match.tokens)

    def _beside(self, verb: Token, first: Token, last: Token) -> bool:
        """Do the reporting words stand beside what is said, set off by punctuation on both sides?"""
        words = self.parsed.words(verb.sentence)
        before = self.parsed.tokens[first.i - 1] if first.i > words[0].i else None
        after = self.parsed.tokens[last.i + 1] if last.i < words[-1].i else None
        if any(c.rel in ("ccomp", "xcomp") and c.i > last.i and self.content.marked(c) for c in self.parsed.children(verb)):
            return False
        if before is None:
            ended = self.parsed.text[: first.start].rstrip()
            quoted = self.quotations.ending_at(len(ended))
            starts_small = first.form[:1].islower() or first.i == verb.i or quoted is not None and self.parsed.text[quoted.inner_end - 1] == ","
            return quoted is not None and starts_small and self.parsed.sentences[verb.sentence].paragraph == self._paragraph_of(quoted.end)
        if before.form not in BEFORE_TAG or not self._says_something(verb, words, first, last):
            return False
        return after is None or after.form in AFTER_TAG or after.upos == "CCONJ"

    def _says_something(self, verb: Token, words: Sequence[Token], first: Token, last: Token) -> bool:
        """Does a clause or a quotation stand before the tag, or one that goes on after it, other than the verb's own adverbials?"""
        own = {t.i for c in self.parsed.children(verb, "advcl", "obl", "advmod", "mark", "aux") for t in self.parsed.subtree(c)}
        before = [t for t in words if t.i < first.i]
        if any(t.i not in own and (t.upos in ("VERB", "AUX") or self.quotations.at(t.start)) for t in before):
            return True
        if any(c.i > last.i and c.rel in ("ccomp", "parataxis") and not self.content.marked(c) for c in self.parsed.children(verb)):
            return True
        under = {t.i for t in self.parsed.subtree(verb)}
        interrupts = verb.rel in ("parataxis", "acl", "advcl") and any(t.upos == "PUNCT" for t in words[last.i - words[0].i + 1 :][:1])
        return interrupts and any(t.upos in ("VERB", "AUX") and t.i not in under for t in words if t.i > last.i)

    def _paragraph_of(self, offset: int) -> int:
        token = self.parsed.token_at(max(0, offset - 1))
        return self.parsed.sentences[token.sentence].paragraph if token else -1

    def _left(self, first: Token, earlier: Sequence[Attribution]) -> int:
        """The offset from which a tag's content may start: after an earlier report of the sentence and the mark that closes it."""
        start = self.parsed.sentences[first.sentence].start
        for a in earlier:
            last = max(t.i for t in a.tag)
            if last >= first.i:
                continue
            between = self.parsed.tokens[last + 1 : first.i]
            if a.beside:
                k = next((k for k, t in enumerate(between) if t.form in {",", ";", ":", "–", "—"} and self.quotations.at(t.start) is None), None)
            else:
                k = next((k for k, t in enumerate(between) if t.form in {";", ":"} and self.quotations.at(t.start) is None), None)
            if k is None:
                continue
            rest = between[k + 1 :]
            while rest and (rest[0].upos in ("CCONJ", "PUNCT") and self.quotations.starting_at(rest[0].start) is None):
                rest = rest[1:]
            if any(t.upos != "PUNCT" for t in rest):
                start = max(start, rest[0].start)
        return start

    def _points_back(self, verb: Token, row: Row) -> bool:
        """Is what is said only pointed to (*Dat meldt X*, *Ook Y houdt het daarop*)?"""
        if "prior" in row.frame:
            return True
        return any(
            c.upos in ("PRON", "DET") and c.feats.get("PronType") == "Dem" and (c.i < verb.i or row.stance in ANSWERS)
            for c in self.parsed.children(verb, "obj", "nsubj", "nsubj:pass", "ccomp")
        )

    # prepositions

    def _preposition(self, hit: Match, earlier: Sequence[Attribution]) -> Attribution | None:
        words, row = hit.tokens, hit.row
        anchor = self._governed_by(words)
        if row.source == "own":
            clause = self._clause_above(words[-1])
            subject = self._subject_of_clause(clause)
            source = self.speakers.phrase(self.parsed, subject) if subject else ()
            if not source:
                return None
            content = self._beside_phrase(words[0], words[-1], clause, earlier)
        else:
            if anchor is None or self._not_sources.find(anchor) or anchor.upos in ("NUM", "VERB"):
                return None
            source = self.speakers.phrase(self.parsed, anchor)
            if row.condition == "speaker" and (anchor.upos == "PRON" or not self.speakers.read(self.parsed, source).row):
                return None
            last = max((*words, *source), key=lambda t: t.i)
            clause = self._clause_above(anchor)
            content = self._beside_phrase(words[0], self._phrase_end(anchor, last), clause, earlier)
        if content is None:
            return None
        return Attribution(
            tuple(words), str(row.phrase), source, content, str(row.stance), (*words, *source), Reason("claim.preposition", row.where), beside=True
        )

    def _governed_by(self, words: Sequence[Token]) -> Token | None:
        """The noun that the words bring in: the head of their last word, else the next noun phrase."""
        for word in (words[-1], words[0]):
            above = self.parsed.head(word)
            if above is not None and above.i > words[-1].i and word.rel in ("case", "fixed", "advmod", "mark", "cc") and above.upos in ("NOUN", "PROPN", "PRON", "ADJ", "DET", "X"):
                return above
        for t in self.parsed.words(words[0].sentence):
            if t.i > words[-1].i:
                if t.upos in ("NOUN", "PROPN", "PRON"):
                    return t if t.rel not in ("flat", "compound", "nmod:poss") else self.parsed.head(t)
                if t.upos not in ("DET", "ADJ", "ADV", "NUM"):
                    return None
        return None

    def _phrase_end(self, anchor: Token, last: Token) -> Token:
        """The last token of the phrase with all that hangs on it (a relative clause, what a comma sets apart)."""
        return max((*(t for t in self.parsed.subtree(anchor) if t.sentence == last.sentence), last), key=lambda t: t.i)

    def _clause_above(self, token: Token) -> Token:
        """The head of the clause that a phrase stands in."""
        for above in self.parsed.ancestors(token):
            if above.is_root or above.rel in CLAUSE_HEADS and (above.upos in ("VERB", "AUX") or self.parsed.children(above, "nsubj", "cop")):
                return above
        return token

    def _subject_of_clause(self, clause: Token) -> Token | None:
        found = next(iter(self.parsed.children(clause, "nsubj", "nsubj:pass")), None)
        if found is None:
            return self._subject(clause, set())
        if found.feats.get("PronType") == "Rel" and clause.rel == "acl":
            return self.parsed.head(clause)
        return found

    def _beside_phrase(self, first: Token, last: Token, clause: Token, earlier: Sequence[Attribution]) -> Span | None:
        words = self.parsed.words(first.sentence)
        if clause.is_root or self._set_off(first, last, words):
            inner = None if clause.is_root or self._closes(last, words) else clause
            left = self._left(first, earlier)
            if inner is None and not self._closes(last, words):
                return self._own_clause(first, last, clause, left)
            return self.content.around_tag(first, last, left, inner)
        return self._own_clause(first, last, clause, self.parsed.sentences[first.sentence].start)

    def _own_clause(self, first: Token, last: Token, clause: Token, left: int) -> Span | None:
        """The clause that the phrase stands in, without the phrase at its edge and without clauses beside it that report by themselves."""
        leave = {t.i for c in self.parsed.children(clause, "conj", "parataxis") if self._reports(c) for t in self.parsed.subtree(c)}
        tokens = [t for t in self.parsed.subtree(clause) if t.i not in leave and t.start >= left and t.sentence == first.sentence]
        words = [t for t in tokens if t.upos != "PUNCT"]
        outside = [t for t in words if not first.i <= t.i <= last.i]
        if not outside:
            return None
        if outside[0].i > last.i or outside[-1].i < first.i:
            words = outside
        return self.content.trim_tokens(words if words[-1].i == tokens[-1].i else [t for t in tokens if t.i >= words[0].i and (t in words or t.upos == "PUNCT")])

    def _reports(self, verb: Token) -> bool:
        return verb.upos == "VERB" and bool(self._verbs.find(self.parsed, verb)) and bool(self.parsed.children(verb, "nsubj"))

    def _set_off(self, first: Token, last: Token, words: Sequence[Token]) -> bool:
        before = self.parsed.tokens[first.i - 1] if first.i > words[0].i else None
        return before is not None and before.form in BEFORE_TAG and (self._closes(last, words) or self.parsed.tokens[last.i + 1].form in AFTER_TAG)

    def _closes(self, last: Token, words: Sequence[Token]) -> bool:
        """Does nothing but punctuation follow in the sentence, or up to a semicolon?"""
        for t in words[last.i - words[0].i + 1 :]:
            if t.form in {";", ":"}:
                return True
            if t.upos != "PUNCT":
                return False
        return True

    # nouns

    def _noun(self, noun: Token) -> Attribution | None:
        """*de bewering van het leger dat ...*, *the army's claim that ...*."""
        found = self._nouns.find(noun)
        if not found:
            return None
        clause = next((c for c in self.parsed.children(noun, "acl", "ccomp") if c.deprel != "acl:relcl" and c.i > noun.i and self.content.marked(c)), None)
        if clause is None:
            return None
        owner = next(
            (c for c in self.parsed.children(noun, "nmod:poss", "nmod", "obl:agent") if c.rel == "nmod" and (
                c.deprel == "nmod:poss" or any(k.form.lower() in self._owners for k in self.parsed.children(c, "case")))), None
        )  # fmt: skip
        if owner is None:
            return None
        source = self.speakers.phrase(self.parsed, owner)
        if not self.speakers.can_speak(self.parsed, source):
            return None
        content = self.content.of_clause(clause)
        if content is None:
            return None
        row = found[0].row
        return Attribution((noun,), str(row.lemma), source, content, str(row.stance), (noun, *source), Reason("claim.noun", row.where))
