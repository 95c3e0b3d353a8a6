"""What is said, where a clause tells it: the clause without its conjunction and without what goes on about the speaker."""

from volgens.extract.beside import BesideTags
from volgens.extract.quotations import Quotations
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Span, Token

ADVERBIAL = 4  # tokens of a time or place between a verb and its clause
SHORT = 3  # tokens: fewer than these beside the head of a clause say nothing
ORDERS = ("demands", "threatens", "promises")  # what the people in the story do as often as those who tell it


class ClauseContent(BesideTags):
    """Cuts clauses out of one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quotations: Quotations):
        super().__init__(parsed, lexicon, quotations)
        self._relays = lexicon.phrases("relays")

    def marked(self, clause: Token) -> bool:
        return any(m.form.lower() in self._marks for m in self.parsed.children(clause, "mark", "advmod"))

    def of_clause(self, clause: Token, without: Token | None = None) -> Span | None:
        """The stretch of a clause, on the side of the reporting verb where most of it stands."""
        leave = {t.i for c in self._reports_on(clause) for t in self.parsed.subtree(c)}
        tokens = [t for t in self.parsed.subtree(clause) if t.sentence == clause.sentence and t.i not in leave]
        if without is not None:
            before = [t for t in tokens if t.i < without.i]
            after = [t for t in tokens if t.i > without.i]
            most = len(before) > len(after) if clause.i < without.i else len(after) < SHORT and len(before) > len(after)
            tokens = before if most else [*after, *self._joined_to(without, clause)]
        if without is not None and not self.marked(clause):
            tokens = self._from_subject(clause, without, tokens)
        marks = [m for m in self.parsed.children(clause, "mark") if m in tokens and m.i < clause.i]
        if marks and (marks[0].upos == "SCONJ" or len(marks) > 1):
            tokens = [t for t in tokens if t.i >= marks[0].i]
        return self.trim_tokens(tokens)

    def _from_subject(self, clause: Token, verb: Token, tokens: list[Token]) -> list[Token]:
        """*said on Sunday it had ...*: a short adverbial between the verb and a clause without *that* tells when it was said."""
        subjects = [s for s in self.parsed.children(clause, "nsubj", "nsubj:pass", "expl") if s.i > verb.i]
        if not subjects or clause.i < verb.i:
            return tokens
        first = self.parsed.subtree(subjects[0])[0].i
        before = [t for t in tokens if t.i < first]
        adverbial = before and before[0].i == verb.i + 1 and len(before) <= ADVERBIAL and all(
            t.upos in ("ADP", "PROPN", "NOUN", "ADV", "DET", "NUM", "ADJ") for t in before
        )  # fmt: skip
        return [t for t in tokens if t.i >= first] if adverbial else tokens

    def _reports_on(self, clause: Token) -> list[Token]:
        """Reports that were hung below a clause but go on about its speaker: *bevestigt dat A en vermoedt dat B*, *said that A, though
        he acknowledged that B*, *said that A, adding that B*, *reported that A, citing C*."""
        return [
            c
            for c in self.parsed.children(clause, "conj", "advcl")
            if c.upos == "VERB"
            and (
                self._goes_on(clause, c)
                or (
                    self._reports.find(self.parsed, c)
                    and any(k.i > c.i and self.marked(k) for k in self.parsed.children(c, "ccomp"))
                    and self._of_the_speaker(c)
                )
            )
        ]

    def _goes_on(self, clause: Token, verb: Token) -> bool:
        """A participle after a comma at the end of the clause, of a verb that the speaker does: *adding*, *citing*."""
        if verb.feats.get("VerbForm") not in ("Ger", "Part") or verb.rel != "advcl" or verb.i < clause.i:
            return False
        tokens = self.parsed.subtree(verb)
        comma = "," in (tokens[0].form, self.parsed.tokens[tokens[0].i - 1].form)
        words = self.parsed.words(verb.sentence)
        relays = self._relays.at(words, verb.i - words[0].i) is not None
        reports = self._reports.find(self.parsed, verb)
        return comma and (relays or (bool(reports) and reports[0].row.stance not in ORDERS))

    def _of_the_speaker(self, verb: Token) -> bool:
        subjects = self.parsed.children(verb, "nsubj", "nsubj:pass")
        if verb.rel == "advcl":
            return len(subjects) == 1 and subjects[0].feats.get("PronType") == "Prs"
        return not subjects and not self.parsed.children(verb, "mark")

    def _joined_to(self, verb: Token, clause: Token) -> list[Token]:
        """A clause that *and* joins to the report without a comma and that has a subject of its own goes with what is said."""
        out: list[Token] = []
        last = max(t.i for t in self.parsed.subtree(clause))
        for c in self.parsed.children(verb, "conj"):
            tokens = self.parsed.subtree(c)
            if (
                tokens[0].i == last + 1
                and tokens[0].upos == "CCONJ"
                and self.parsed.children(c, "nsubj")
                and not self._reports.find(self.parsed, c)
            ):
                out += tokens
                last = tokens[-1].i
        return out

    def _infinitival(self, clause: Token) -> bool:
        """An infinitive, or the gerund that English has for it: *denied shelling the town*."""
        having = any(c.feats.get("VerbForm") in ("Ger", "Part") for c in self.parsed.children(clause, "aux"))
        gerund = clause.feats.get("VerbForm") in ("Ger", "Part") and (clause.feats.get("Tense") != "Past" or having)
        finite = any(c.feats.get("VerbForm") == "Fin" for c in self.parsed.children(clause, "aux", "cop"))
        return not finite and (clause.feats.get("VerbForm") == "Inf" or (gerund and clause.rel == "xcomp"))
