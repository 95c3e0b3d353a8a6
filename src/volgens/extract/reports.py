"""Reports in a sentence: verbs, prepositions and nouns that put words in somebody's mouth."""

from collections.abc import Iterable, Sequence

from volgens.extract.attribution import Attribution
from volgens.extract.content import Content
from volgens.extract.prepositions import Prepositions
from volgens.extract.quotations import Quotations
from volgens.extract.source_phrase import Speakers
from volgens.extract.speaking import Subjects
from volgens.extract.tags import Tags
from volgens.lexicon import PARTICLE_RELATIONS, Lexicon, Match, Row, key_of, verb_keys
from volgens.model import Parsed, Reason, Span, Token, head_of

CONFIRMS, DENIES, DOUBTS, DEMANDS = "confirms", "denies", "doubts", "demands"
STATES, TALLY = "states", "tally"
BRIEF = 10  # tokens
GOVERNED = ("obj", "iobj", "ccomp", "xcomp", "obl", "nsubj:pass", "csubj", "advcl", "conj")
BESIDE = "beside"
WITHIN_NAMES = ("flat", "compound", "fixed")
OF_NONE = ("states", "expects", "estimates", "claims")  # stances towards nothing: what is said is that there is none
ANSWERS = ("confirms", "denies", "doubts")
OPEN = ("clause", "quote", BESIDE)  # frames in which whoever is the subject must be speaking


class Reports:
    """Finds the reports of one article, sentence by sentence."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quotations: Quotations, speakers: Speakers):
        self.parsed, self.quotations, self.speakers = parsed, quotations, speakers
        self.content = Content(parsed, lexicon, quotations)
        self.subjects = Subjects(parsed, lexicon, quotations, speakers)
        self.tags = Tags(parsed, quotations, self.content)
        self._prepositions = Prepositions(parsed, lexicon, self.content, self.subjects, self.tags)
        self._verbs = lexicon.lemmas("reporting")
        self._plain: dict[str, list[Row]] = {}
        for row in lexicon.rows("reporting"):
            if not row.particle and not row.words("with"):
                self._plain.setdefault(str(row.lemma), []).append(row)
        self._nouns = lexicon.nouns("reporting_nouns")
        self._relays = lexicon.phrases("relays")
        blocks = lexicon.rows("reporting_blocks")
        self._governors = {str(r.lemma) for r in blocks if r.kind == "governor"}
        self._marks = {str(r.lemma) for r in blocks if r.kind == "mark"}
        self._negations = {str(r.lemma) for r in blocks if r.kind == "negation"}
        self._secrets = {str(r.lemma) for r in blocks if r.kind == "secrecy"}
        self._naming = {str(r.lemma) for r in blocks if r.kind == "naming"}
        classes = lexicon.rows("word_classes")
        self._tally = {str(m) for r in classes if TALLY in r.classes for m in r.members}
        self._negations |= {str(r.phrase).lower() for r in lexicon.rows("negation")}
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
            found = self._prepositions.at(words, k, out)
            if found:
                out.append(found)
                k += len(found.cue)
                continue
            if words[k].upos in ("VERB", "AUX"):
                found = self._verb(words[k], out)
            elif words[k].upos == "NOUN":
                found = self._noun(words[k])
            if found:
                out.append(found)
            k += 1
        return out

    def _verb(self, verb: Token, earlier: Sequence[Attribution]) -> Attribution | None:
        for match in self._verbs.find(self.parsed, verb) or self._bare(verb):
            if not self._governs_words(match, verb):
                continue
            found = self._by_row(match, verb, earlier)
            if found is not None:
                return found
        return None

    def _governs_words(self, match: Match, verb: Token) -> bool:
        """Prepositions of the row are the verb's own, not those of a noun below it: not *called the strike on the ward a crime*."""
        words = {w.i for w in match.tokens}
        below = self.parsed.subtree(verb, without=("acl", "advcl", "ccomp", "parataxis", "conj"))
        for t in match.tokens:
            if t.upos == "ADP" and t.rel == "case":
                same = [w for w in below if w.form.lower() == t.form.lower()]
                if all(self._of_noun_below(w, verb, words) for w in same):
                    return False
        return True

    def _of_noun_below(self, word: Token, verb: Token, own: set[int]) -> bool:
        noun = self.parsed.head(word)
        owner = self.parsed.head(noun) if noun is not None and noun.rel == "nmod" else None
        if noun is None or owner is None or noun.i in own or owner.i in own or owner.i == verb.i:
            return False
        return owner not in self.content.said_at(verb)

    def _bare(self, verb: Token) -> list[Match]:
        """Rows of the bare verb, where what was read as its particle begins a set phrase (*zegt op zijn beurt*) or belongs to *er* (*hamert
        er nogmaals op dat ...*)."""
        particles = self.parsed.children(verb, *PARTICLE_RELATIONS)
        there = any(c.upos in ("PRON", "ADV") for c in self.parsed.children(verb, "obl:arg"))
        if not particles or not (there or all(self.parsed.children(p, "fixed") for p in particles)):
            return []
        return [Match(row, (verb,), verb) for row in self._plain.get(verb_keys(self.parsed, verb)[-1], ())]

    def _by_row(self, match: Match, verb: Token, earlier: Sequence[Attribution]) -> Attribution | None:
        row = match.row
        stance = self._stance(verb, row, match.tokens)
        if stance is None:
            return None
        source = self.subjects.source(verb, row)
        if source and stance == DOUBTS == row.negated and self._nobody(source):
            return None
        if not source or not self.subjects.may_speak(source, row) or self._only_relays(verb) or self._is_nobody(source):
            return None
        tag = self.tags.words_of(verb, match.tokens, source)
        if "naming" not in row.frame and self._bare_that(verb, match.tokens):
            reason = Reason("claim.verb", row.where)
            return Attribution(
                self._cue(verb, match.tokens), str(row.lemma), source, None, stance, tag, reason, prior=True
            )
        first, last = self.tags.edges(verb, tag)
        content, frame = self._content(verb, match, first, last, earlier)
        if frame == BESIDE:
            tag = tuple({t.i: t for t in (*tag, *self.parsed.tokens[first.i : last.i + 1])}.values())
        if content is not None and row.stance == STATES and frame == "object" and self._bare_tally(content):
            content, prior = None, True  # The toll was given by the hospital.
        else:
            prior = content is None and self._points_back(verb, row, match.tokens)
        if content is None and not prior:
            return None
        if frame == "infinitive" and verb.deprel == "acl:relcl" and not self._who_asks(verb):
            return None
        if frame not in OPEN and self.subjects.describes(verb, source):
            return None
        if stance == DEMANDS and content is not None and self._unnamed(content):
            return None
        if "number" in row.condition and content is not None and not self._counts_in(content):
            return None
        if frame not in OPEN and "speaker" in row.condition and not self.speakers.can_speak(self.parsed, source):
            return None
        lemma = " ".join([str(row.particle or "") + str(row.lemma), *row.words("with")])
        return Attribution(
            self._cue(verb, match.tokens, content),
            lemma,
            source,
            content,
            stance,
            tag,
            Reason("claim.verb", row.where),
            prior,
            frame == BESIDE,
        )

    def _counts_in(self, content: Span) -> bool:
        return any(t.upos == "NUM" for t in self.parsed.within(content.start, content.end))

    def _bare_tally(self, content: Span) -> bool:
        """*that figure*, *the toll*: a count that was told before."""
        words = [t for t in self.parsed.within(content.start, content.end) if t.upos != "PUNCT"]
        return (
            len(words) == 2
            and words[0].upos in ("DET", "PRON")
            and (words[0].feats.get("Definite") == "Def" or words[0].feats.get("PronType") == "Dem")
            and key_of(words[1]) in self._tally
        )

    def _who_asks(self, verb: Token) -> bool:
        """*the envoy, who urged both sides to stop*: a clause set apart, whose pronoun is its subject."""
        others = [c for c in self.parsed.children(verb) if c.feats.get("PronType") == "Prs" and c.rel != "iobj"]
        return self.subjects.apart(verb) and not others

    def _unnamed(self, content: Span) -> bool:
        """*om anonimiteit*, *not to be named*: what a source asks for itself is no claim about anything."""
        words = self.parsed.within(content.start, content.end)
        keys = {k for t in words for k in (key_of(t), t.form.lower())}
        if len(words) > BRIEF:
            return False
        return bool(keys & self._secrets) or bool(keys & self._naming and keys & self._negations)

    def _is_nobody(self, source: Sequence[Token]) -> bool:
        """*door niemand opgeëist*, *neither side said*: nobody says it."""
        head = head_of(source)
        return any(
            t.form.lower() in self._negations
            for t in source
            if t is head or (t.head == head.i and t.rel not in WITHIN_NAMES)  # Artsen zonder Grenzen is somebody
        )

    def _only_relays(self, verb: Token) -> bool:
        """*..., citing a doctor*: who is brought in so says it; the participle reports nothing of its own."""
        words = self.parsed.words(verb.sentence)
        if verb.feats.get("VerbForm") not in ("Ger", "Part") or not self._relays.at(words, verb.i - words[0].i):
            return False
        brought = self.parsed.children(verb, "obj", "obl", "ccomp")
        return any(self.speakers.can_speak(self.parsed, self.speakers.phrase(self.parsed, c)) for c in brought)

    def _nobody(self, source: Sequence[Token]) -> bool:
        """A source that nobody could ask: *niet door onafhankelijke bronnen vastgesteld*."""
        speaker = self.speakers.read(self.parsed, source)
        return head_of(source).upos != "PRON" and speaker.kind in (None, "anonymous", "witness")

    def _stance(self, verb: Token, row: Row, own: Sequence[Token]) -> str | None:
        """The row's stance here, or None where the verb does not report: negated, only wanted, asked or supposed."""
        below = self.parsed.children(verb)
        negated = self._negated(verb) and not (row.stance in OF_NONE and self._of_none(verb, row, own))
        if negated and row.negated is None:
            return None
        modal = any(c.rel == "aux" and key_of(c) in self._governors and c not in own for c in below)
        above = self.parsed.head(verb)
        if (
            above is not None
            and verb.rel in ("xcomp", "ccomp")
            and key_of(above) in self._governors
            and above.upos in ("VERB", "AUX")
        ):
            modal = True
        if modal and not (row.stance == CONFIRMS or negated):
            return None
        if any(c.rel in ("mark", "advmod") and c.form.lower() in self._marks for c in below) and verb.rel in (
            "advcl",
            "acl",
            "xcomp",
            "csubj",
            "ccomp",
        ):
            return None
        if (
            verb.feats.get("VerbForm") == "Inf"
            and verb.rel in ("advcl", "acl", "csubj", "root")
            and not any(c.rel == "aux" for c in below)
        ):
            return None
        if verb.feats.get("VerbForm") == "Inf" and above is not None and above.upos == "NOUN":
            return None
        if any(
            c.deprel == "expl:pv" or (c.rel in ("obj", "iobj") and c.feats.get("Reflex") == "Yes") for c in below
        ) and not row.cells.get("with"):
            return None
        words = self.parsed.words(verb.sentence)
        if words[-1].form == "?" and verb.is_root and not any(self.quotations.at(w.start) for w in words):
            return None
        return str(row.negated) if negated else str(row.stance)

    def _negated(self, verb: Token) -> bool:
        for c in self.parsed.children(verb):
            if self.content.of_infinitive(c, verb):
                continue
            if c.rel in ("advmod", "det", "obj", "nsubj", "neg", "cc") and (
                c.form.lower() in self._negations or c.feats.get("Polarity") == "Neg"
            ):
                return True
            if (
                c.rel in ("obj", "nsubj", "xcomp", "iobj")
                and c.upos not in ("VERB", "AUX")
                and any(d.form.lower() in self._negations for d in self.parsed.children(c, "det", "advmod"))
            ):
                return True
        return False

    def _of_none(self, verb: Token, row: Row, own: Sequence[Token]) -> bool:
        """*expects no breakthrough*, *meldde geen doden*: the negation is part of what is said."""
        if "object" not in row.frame:
            return False
        things = [c for c in self.parsed.children(verb, "obj") if c.upos == "NOUN" and c not in own]
        none = [d for c in things for d in self.parsed.children(c, "det") if d.form.lower() in self._negations]
        plain = [c for c in self.parsed.children(verb, "advmod", "neg", "nsubj") if c.form.lower() in self._negations]
        return bool(none) and not plain

    def _cue(self, verb: Token, words: Iterable[Token], content: Span | None = None) -> tuple[Token, ...]:
        """The row's words where they stand together, without those that are part of what is said (*hield het dodental op ...*)."""
        near = sorted(words, key=lambda t: t.i)
        if content is not None:
            near = [t for t in near if t is verb or not content.start <= t.start < content.end]
        return tuple(near) if near[-1].i - near[0].i < len(near) + 2 else (verb,)

    def _content(
        self, verb: Token, match: Match, first: Token, last: Token, earlier: Sequence[Attribution]
    ) -> tuple[Span | None, str]:
        """What is said and by which frame; ``BESIDE`` where the reporting words stand beside it as a tag."""
        row = match.row
        said_after = self._counts(verb, row) or self.content.points_back_first(verb)
        said_after = said_after or ("naming" in row.frame and self.content.what(verb) is not None)
        if "quote" in row.frame and not said_after and self.tags.beside(verb, first, last):
            clause = self._interrupted(first, last)
            left = max([self.tags.left(first, earlier), *self._denied_before(verb, first, earlier)])
            found = self.content.around_tag(first, last, left, clause, self.tags.trailing(verb, last, match.tokens))
            if found is not None:
                return found, BESIDE
        return self.content.governed(verb, row, match.tokens)

    def _counts(self, verb: Token, row: Row) -> bool:
        """*..., while doctors reported another 14 people killed*: what is said is the object, not what stands before."""
        if "object" not in row.frame or not any(c.i < verb.i for c in self.parsed.children(verb, "nsubj")):
            return False
        return any(
            c.i > verb.i and c.upos == "NOUN" and self.parsed.children(c, "nummod")
            for c in self.parsed.children(verb, "obj")
        )

    def _denied_before(self, verb: Token, first: Token, earlier: Sequence[Attribution]) -> list[int]:
        """*denied that S, as X has alleged*: X says S alone; where S begins."""
        if not self.parsed.children(verb, "mark"):
            return []
        told = [a.content for a in earlier if not a.beside and a.content is not None and a.content.end <= first.start]
        return [c.start for c in told if not self.parsed.text[c.end : first.start].strip(" ,")]

    def _interrupted(self, first: Token, last: Token) -> Token | None:
        """The clause that a tag in the middle interrupts: the one, with a subject of its own, that the word before the tag stands in."""
        words = self.parsed.words(first.sentence)
        before = next((t for t in reversed(words) if t.i < first.i and t.upos != "PUNCT"), None)
        if before is None or not any(t.i > last.i and t.upos != "PUNCT" for t in words):
            return None
        tag = range(first.i, last.i + 1)
        for t in (before, *self.parsed.ancestors(before)):
            if t.i in tag:
                return None
            if t.rel in ("ccomp", "acl", "advcl", "conj", "csubj", "xcomp") and self.parsed.children(
                t, "nsubj", "csubj", "expl"
            ):
                return t
        return None

    def _bare_that(self, verb: Token, own: Sequence[Token]) -> bool:
        """*spreekt dat tegen*: the word right after the verb only points back."""
        after = [t for t in self.parsed.words(verb.sentence) if t.i > verb.i][:2]
        return len(after) > 1 and self.content.is_mark(after[0]) and after[1] in own

    def _points_back(self, verb: Token, row: Row, own: Sequence[Token]) -> bool:
        """Is what is said only pointed to (*Dat meldt X*, *Ook Y houdt het daarop*)?"""
        if "prior" in row.frame:
            return True
        if row.stance == DENIES and "object" in row.frame and not self.parsed.children(verb, *GOVERNED):
            return True  # M23 ontkent.
        if "naming" not in row.frame and self._bare_that(verb, own):
            return True
        answer = row.stance in ANSWERS
        return any(
            c.upos in ("PRON", "DET")
            and (
                (c.feats.get("PronType") == "Dem" and (c.i < verb.i or answer))
                or (answer and c.rel == "obj" and c.feats.get("Gender") == "Neut" and c.feats.get("PronType") == "Prs")
            )
            for c in self.parsed.children(verb, "obj", "nsubj", "nsubj:pass", "ccomp")
        )

    def _noun(self, noun: Token) -> Attribution | None:
        """*de bewering van het leger dat ...*, *the army's claim that ...*."""
        found = self._nouns.find(noun)
        if not found:
            return None
        owners = [
            c
            for c in self.parsed.children(noun, "nmod", "obl:agent")
            if c.deprel in ("nmod:poss", "obl:agent")
            or any(k.form.lower() in self._owners for k in self.parsed.children(c, "case"))
        ]
        for owner in owners:
            source = self.speakers.phrase(self.parsed, owner)
            clause = self._told(noun, owner)
            content = self.content.of_clause(clause) if clause else None
            if content is not None and self.speakers.can_speak(self.parsed, source):
                row = found[0].row
                reason = Reason("claim.noun", row.where)
                return Attribution((noun,), str(row.lemma), source, content, str(row.stance), (noun, *source), reason)
        return None

    def _told(self, noun: Token, owner: Token) -> Token | None:
        """The clause that tells what the noun is about, wherever the tree hangs it: below the noun or below whose it is."""
        for clause in (*self.parsed.children(noun, "acl", "ccomp"), *self.parsed.children(owner, "acl", "ccomp")):
            if clause.i < noun.i:
                continue
            if clause.deprel == "acl:relcl":  # dat read as a relative pronoun, beside another subject
                others = len(self.parsed.children(clause, "nsubj", "nsubj:pass")) > 1
                if (others or self.parsed.children(clause, "mark")) and self.content.opens_with_mark(clause):
                    return clause
            elif self.content.marked(clause) or (clause.feats.get("VerbForm") == "Inf" and clause.head == noun.i):
                return clause
        return None
