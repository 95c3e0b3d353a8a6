"""Whoever does the saying: the subject of a reporting verb, however the sentence hides it."""

from collections.abc import Sequence

from volgens.extract.quotations import Quotations
from volgens.extract.source_phrase import Speakers
from volgens.extract.tags import BEFORE_TAG
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Token, head_of

NONFINITE = ("Inf", "Part", "Ger")
ORDERS = ("demands", "threatens", "promises")  # what the people in the story do as often as those who tell it


class Subjects:
    """Finds the sources of reporting verbs in one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quotations: Quotations, speakers: Speakers):
        self.parsed, self.quotations, self.speakers = parsed, quotations, speakers
        self._reports = lexicon.lemmas("reporting")
        self._relays = lexicon.phrases("relays")
        self._agents = {str(r.word) for r in lexicon.rows("source_preps") if r.role == "agent"}

    def source(self, verb: Token, row: Row) -> tuple[Token, ...]:
        """The words that name who says it."""
        own = next((str(c).partition("=")[2] for c in row.condition if str(c).startswith("source=")), None)
        if own:
            return next(
                (self.speakers.phrase(self.parsed, c) for c in self.parsed.children(verb, "obl", "nmod")
                 if any(k.form.lower() in own.split(",") for k in self.parsed.children(c, "case"))), ()
            )  # fmt: skip
        head = self.subject(verb, set())
        if head is None or head.feats.get("PronType") == "Int" or self._only_points(head):
            return ()
        source = self.speakers.phrase(self.parsed, head)
        if verb.rel == "conj" and not self.speakers.can_speak(self.parsed, source):
            for above in self.parsed.ancestors(verb):
                other = self._own_subject(above) if above.upos in ("VERB", "AUX") else None
                if (
                    other is not None
                    and other.i < verb.i
                    and self.speakers.can_speak(self.parsed, self.speakers.phrase(self.parsed, other))
                ):
                    return self.speakers.phrase(self.parsed, other)
        return source

    def _only_points(self, token: Token) -> bool:
        """*dat*, *this*: a demonstrative that stands for what was said, not for who said it (*die*, *deze*)."""
        return token.feats.get("PronType") == "Dem" and not self.speakers.stands_for_people(token)

    def may_speak(self, source: Sequence[Token], row: Row) -> bool:
        head = head_of(source)
        if head.feats.get("Person") in ("1", "2"):
            return False
        kinds = next(
            (str(c).partition("=")[2].split(",") for c in row.condition if str(c).startswith("subject=")), None
        )
        if kinds is not None:
            kind = self.speakers.read(self.parsed, source).kind
            return (
                kind in kinds
                or self.speakers.own_kind(head) in kinds
                or (
                    kind is None
                    and head.upos == "PRON"
                    and head.feats.get("PronType") == "Prs"
                    and "document" not in kinds[:1]
                )
            )
        if "known" in row.condition:
            return self.speakers.can_speak(self.parsed, source)
        if head.upos in ("VERB", "AUX"):  # a participle used as a noun: de verdachte
            return bool(self.parsed.children(head, "det", "nummod", "amod"))
        return head.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "SYM", "X")

    def describes(self, verb: Token, source: Sequence[Token]) -> bool:
        """*a woman who saw the exodus*: a relative clause without a comma says which source it is, it reports nothing."""
        head = head_of(source)
        if verb.rel != "acl" or verb.head != head.i:
            return False
        return not self.apart(verb)

    def apart(self, verb: Token) -> bool:
        """Is the clause below a noun set apart from it by a comma: *the envoy, who urged restraint*?"""
        first = min(t.i for t in self.parsed.subtree(verb))
        return any(t.upos == "PUNCT" for t in self.parsed.tokens[verb.head : first + 1])

    def subject_before(self, colon: Token) -> tuple[Token, ...]:
        """The subject of the clause that ends at a colon, where it is somebody who can speak."""
        for t in reversed([t for t in self.parsed.words(colon.sentence) if t.i < colon.i]):
            if t.rel == "nsubj" and self.quotations.at(t.start) is None:
                source = self.speakers.phrase(self.parsed, t)
                if self.speakers.can_speak(self.parsed, source) and t.feats.get("PronType") not in ("Rel", "Dem"):
                    return source
        return ()

    def _passive(self, verb: Token) -> bool:
        below = self.parsed.children(verb)
        if any(c.deprel in ("aux:pass", "csubj:pass") for c in below):
            return True
        bare = verb.feats.get("VerbForm") == "Fin" and not any(c.rel == "aux" for c in below)  # it called on both sides
        return not bare and any(c.deprel == "nsubj:pass" for c in below)

    def subject(self, verb: Token, seen: set[int]) -> Token | None:
        """Whoever does what the verb says: its subject, the agent of a passive, or the subject that it shares or is controlled by."""
        if verb.i in seen:
            return None
        seen.add(verb.i)
        agent = next((c for c in self.parsed.children(verb, "obl:agent")), None)
        passive = self._passive(verb)
        participle = verb.feats.get("VerbForm") == "Part" and verb.rel == "acl"
        if agent is None and (passive or participle):
            agent = next(
                (
                    c
                    for c in self.parsed.children(verb, "obl")
                    if any(k.form.lower() in self._agents for k in self.parsed.children(c, "case"))
                ),
                None,
            )
        if agent is None and passive:
            agent = self._agent_below(verb)
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
        quoted = self.quoted(verb)
        if quoted is not None:
            return quoted
        if verb.rel == "conj" and above.upos in ("VERB", "AUX", "ADJ", "NOUN"):
            shared = self.subject(above, seen)
            return shared or next(iter(self.parsed.children(above, "nsubj:pass")), None)
        goes_on = verb.rel == "ccomp" and verb.feats.get("VerbForm") in ("Ger", "Part") and self._comma_before(verb)
        if (verb.rel in ("xcomp", "advcl") or goes_on) and verb.feats.get("VerbForm") in (*NONFINITE, None):
            outer = self.outer_report(verb)
            if outer is not None:
                return self.subject(outer, seen)
            return self.subject(above, seen) or next(iter(self.parsed.children(above, "nsubj:pass")), None)
        if verb.rel == "acl" and verb.feats.get("VerbForm") in NONFINITE and above.upos in ("NOUN", "PROPN", "PRON"):
            return None if participle and verb.feats.get("Tense") == "Past" else above
        return None

    def quoted(self, verb: Token) -> Token | None:
        """Who is quoted: *the agency quoted a doctor | as saying ...*."""
        above = self.parsed.head(verb)
        if above is None or verb.rel != "advcl" or not self.parsed.children(verb, "mark") or above.i > verb.i:
            return None
        words = self.parsed.words(verb.sentence)
        if verb.feats.get("VerbForm") not in ("Ger", "Part") or self._relays.at(words, above.i - words[0].i) is None:
            return None
        found = [*self.parsed.children(above, "obj"), *self.parsed.children(above, "nsubj:pass")]
        return next(iter(found), None)

    def _comma_before(self, verb: Token) -> bool:
        first = self.parsed.subtree(verb)[0]
        return "," in (first.form, self.parsed.tokens[max(0, first.i - 1)].form)

    def outer_report(self, verb: Token) -> Token | None:
        """The report that a participle after a comma goes on about, where the tree hangs it in what is said: *said that A, adding that B*."""
        if verb.rel != "advcl" or verb.feats.get("VerbForm") not in ("Ger", "Part"):
            return None
        above = self.parsed.head(verb)
        if above is None or above.i > verb.i or not self._comma_before(verb):
            return None
        found = self._reports.find(self.parsed, verb)
        if not found or found[0].row.stance in ORDERS:
            return None
        outer = self.parsed.head(above)
        if above.rel != "ccomp" or outer is None or outer.i > above.i or not self._reports.find(self.parsed, outer):
            return None
        return outer

    def _agent_below(self, verb: Token) -> Token | None:
        """An agent that the tree hangs on another phrase of the clause: *were told during the night by the air force*."""
        for t in self.parsed.subtree(verb, without=("ccomp", "xcomp", "advcl", "acl", "conj", "parataxis", "nsubj")):
            if t.i > verb.i and any(k.form.lower() in self._agents for k in self.parsed.children(t, "case")):
                phrase = self.speakers.phrase(self.parsed, t)
                if self.speakers.read(self.parsed, phrase).row is not None:
                    return t
        return None

    def _own_subject(self, verb: Token) -> Token | None:
        """The verb's own subject: of two the one that no comma parts from the verb, and never what only points back (*dat*)."""
        found = [
            c
            for c in self.parsed.children(verb, "nsubj")
            if (c.deprel != "nsubj:pass" or not self._passive(verb)) and not self._only_points(c)
        ]
        near = [
            c
            for c in found
            if not any(t.form == "," for t in self.parsed.tokens[min(c.i, verb.i) : max(c.i, verb.i)])
            and (c.i < verb.i or len(found) == 1 or self.speakers.can_speak(self.parsed, [c]))
        ] or found
        if near:
            # an article that was taken for a pronoun: "meldt het Élysée"
            article = len(near) > 1 and near[0].upos == "PRON" and near[1].i == near[0].i + 1
            return near[1] if article else near[0]
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

    def _after_quotation(self, verb: Token, mark: Token) -> bool:
        """*“...”, verzucht de arts*: right after a quotation a form that may be a participle is none."""
        end = len(self.parsed.text[: mark.start].rstrip()) if mark.form == "," else mark.end
        bare = not self.parsed.children(verb, "aux", "aux:pass", "cop")
        return bare and verb.feats.get("VerbForm") == "Part" and self.quotations.ending_at(end) is not None

    def _beside_verb(self, verb: Token) -> Token | None:
        """The noun beside a verb that stands behind a quotation or comma (*”, says X*; *, X told CNN*), wherever the tree hangs it."""
        words = self.parsed.words(verb.sentence)
        before = self.parsed.tokens[verb.i - 1] if verb.i > words[0].i else None
        if before is not None and before.upos in ("NOUN", "PROPN", "PRON", "PUNCT"):
            for t in (t for t in words if t.i < verb.i and t.rel == "nsubj" and t.head != verb.i):
                phrase = [w for w in self.parsed.subtree(t) if w.upos != "PUNCT" or w.i > t.i]
                if (
                    phrase[-1].i == verb.i - 1
                    and phrase[0].i > words[0].i
                    and self.parsed.tokens[phrase[0].i - 1].form in BEFORE_TAG
                ):
                    return t
        if (
            before is None
            or before.form not in BEFORE_TAG
            or (verb.feats.get("VerbForm") not in ("Fin", None) and not self._after_quotation(verb, before))
        ):
            return None
        k = verb.i + 1
        while k <= words[-1].i and self.parsed.tokens[k].upos in ("DET", "ADJ", "ADV", "NUM"):
            k += 1
        if k > words[-1].i or self.parsed.tokens[k].upos not in ("NOUN", "PROPN", "PRON"):
            return None
        head = self.parsed.tokens[k]
        while (
            head.rel in ("compound", "flat", "amod", "nmod:poss", "nmod:desc")
            and self.parsed.tokens[head.head].i > verb.i
        ):
            head = self.parsed.tokens[head.head]
        if verb.rel == "conj" and head.head == verb.i and head.rel in ("obj", "iobj", "obl") and any(
            c.i > head.i and c.rel in ("xcomp", "ccomp", "obl") for c in self.parsed.children(verb)
        ):  # fmt: skip
            return None  # "accused X of ..., urged residents to ..."
        return (
            head
            if head.deprel in ("nsubj", "nmod:poss", "appos", "obl", "obj", "parataxis") or head.rel == "nsubj"
            else None
        )
