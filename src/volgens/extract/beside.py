"""What a tag reports: the sentence that it stands beside, or the part of it since an earlier report.

A tag at the edge is no part of what is said, one in the middle stays in it. Where a quotation closes at the tag, the quotation is what is
said, over several sentences if need be.
"""

from collections.abc import Iterable, Sequence

from volgens.extract.quotations import Quotation, Quotations
from volgens.extract.stretch import FINAL, Stretches
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Span, Token


class BesideTags(Stretches):
    """Finds what tags report in one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quotations: Quotations):
        super().__init__(parsed, lexicon, quotations)
        self._reports = lexicon.lemmas("reporting")

    def after_colon(self, verb: Token) -> Span | None:
        """*X said: ...*, *X said, “...”*: the quotation or the rest of the sentence after the reporting words."""
        words = self.parsed.words(verb.sentence)
        last = words[-1]
        for t in words[verb.i - words[0].i + 1 :]:
            if t.form == ":" and self.quotations.at(t.start) is None:
                return self._from(t.end, last.end)
            quotation = self.quotations.starting_at(t.start)
            if quotation and self.parsed.tokens[t.i - 1].form == ",":
                said = any(w.upos in ("VERB", "AUX") for w in self.parsed.within(quotation.start, quotation.end))
                return self.trim(quotation.start, quotation.end) if said else None
            if t.upos in ("VERB", "AUX") and t.feats.get("VerbForm") != "Part":
                break
        return None

    def _from(self, start: int, end: int) -> Span | None:
        """What comes after a colon: the quotation that begins there, in this sentence or the next, else the rest of the sentence."""
        rest = self.parsed.text[start:]
        at = start + len(rest) - len(rest.lstrip())
        quotation = self.quotations.starting_at(at)
        if quotation:
            return self.trim(quotation.start, quotation.end)
        if self.parsed.text[start:end].strip(FINAL):
            return self.trim(start, end)
        token = self.parsed.token_at(at)
        following = self.parsed.sentences[token.sentence] if token else None
        if following is None or "\n" in self.parsed.text[start:at]:
            return None
        return self.trim(following.start, following.end)

    def _until_other_report(self, after: list[Token]) -> list[Token]:
        """Nothing where a clause follows in which somebody else reports: *..., officials said, while nurses reported 14 dead*."""
        follows = next((t for t in after if t.upos != "PUNCT"), None)
        clause = self.parsed.head(follows) if follows is not None and follows.rel == "mark" else None
        if (
            clause is not None
            and clause.rel == "advcl"
            and clause.upos == "VERB"
            and self.parsed.children(clause, "nsubj")
            and self._reports.find(self.parsed, clause)
        ):
            return [t for t in after[:1] if t.upos == "PUNCT"]
        return after

    def around_tag(
        self, first: Token, last: Token, left: int, clause: Token | None, trailing: frozenset[int] = frozenset()
    ) -> Span | None:
        """What a tag (tokens ``first`` to ``last``) reports; ``left`` is the offset before which other reports have what stands there.

        ``clause`` is the head of the clause that a tag in the middle interrupts; ``trailing`` are tokens after it that are no part of it.
        """
        words = self.parsed.words(first.sentence)
        start = max(words[0].start, left, self._after_announcement(words, first))
        before = self._before(words, start, first)
        after = [t for t in words if t.i > last.i]
        closing = next(
            (k for k, t in enumerate(after) if t.form in {";", ":"} and self.quotations.at(t.start) is None), len(after)
        )
        after = [t for t in after[:closing] if t.i not in trailing]
        if any(t.upos != "PUNCT" for t in before):
            after = self._until_other_report(after)
        ending = self._quotation_before(first)
        if not any(t.upos != "PUNCT" for t in after):
            return self._ending(before, start, ending)
        follows = next((t for t in after if t.upos != "PUNCT"), after[-1])
        quoted_after = (
            self.quotations.at(after[-1].start) if after[-1].form in "”\"'’»“" else self.quotations.at(follows.start)
        )
        if ending and not quoted_after:
            return self.trim(min(ending.start, start) if ending.start < start else ending.start, ending.end)
        if not any(t.upos != "PUNCT" for t in before) and not ending:
            return self.trim(after[0].start, after[-1].end)
        led = [t for t in before if t.upos != "PUNCT"]
        if led and self._relative(led[-1:]):  # "..., in which, they say, ..."
            return self.trim(after[0].start, after[-1].end)
        if (
            clause is not None
            and not clause.is_root
            and clause.rel in ("acl", "advcl", "ccomp", "conj", "csubj", "xcomp")
        ):
            inner = [
                t
                for t in self.parsed.subtree(clause)
                if t.sentence == first.sentence and t.start >= start and t.i not in trailing
            ]
            own = [t for t in inner if not first.i <= t.i <= last.i and t.upos != "PUNCT"]
            lead = [t for t in own if t.i < first.i]
            if (own and all(t.upos in ("PRON", "ADP", "SCONJ", "CCONJ", "ADV", "DET") for t in lead)) or (
                len(lead) <= 3 and self._relative(lead)
            ):
                return self.trim_tokens([t for t in own if t.i > last.i])
            if own:
                return self.trim_tokens(own)
        begin = ending.start if ending and ending.start < start else start
        end = after[-1].end
        quotation = self.quotations.at(end - 1)
        return self.trim(begin, max(end, quotation.end) if quotation else end)

    @staticmethod
    def _relative(tokens: Iterable[Token]) -> bool:
        return any(t.feats.get("PronType") in ("Rel", "Int") for t in tokens)

    def _after_announcement(self, words: Sequence[Token], first: Token) -> int:
        """*The office gave another version: a convoy had crossed the line, it said*: what is said begins after the colon."""
        colons = [t for t in words if t.form == ":" and t.i < first.i and self.quotations.at(t.start) is None]
        if not colons:
            return 0
        led, said = ([t for t in words if t.i < colons[-1].i], [t for t in words if colons[-1].i < t.i < first.i])
        clause = any(t.feats.get("VerbForm") == "Fin" for t in led) and any(
            t.feats.get("VerbForm") == "Fin" for t in said
        )
        return said[0].start if clause and self.quotations.starting_at(said[0].start) is None else 0

    def _before(self, words: Sequence[Token], start: int, first: Token) -> list[Token]:
        return [t for t in words if t.start >= start and t.i < first.i]

    def _quotation_before(self, first: Token) -> Quotation | None:
        """The quotation whose closing mark stands right before the tag."""
        end = len(self.parsed.text[: first.start].rstrip(" ,\n"))
        return self.quotations.ending_at(end)

    def continued(self, last: Token) -> Span | None:
        """What a semicolon or colon right after a tag adds: *..., X said; ...*."""
        words = self.parsed.words(last.sentence)
        rest = words[last.i - words[0].i + 1 :]
        if len(rest) < 2 or rest[0].form not in {";", ":"}:
            return None
        stop = next(
            (k for k, t in enumerate(rest[1:], 1) if t.form == ";" and self.quotations.at(t.start) is None),
            len(rest) - 1,
        )
        return self._from(rest[0].end, rest[stop].end)

    def _ending(self, before: Sequence[Token], start: int, quotation: Quotation | None) -> Span | None:
        """A tag at the end: all before it, or the quotation that closes there, over several sentences if need be."""
        if quotation is not None:
            lead = [t for t in before if t.end <= quotation.start]
            if not lead or self.parsed.text[: quotation.start].rstrip()[-1:] in {
                ":",
                ".",
                "!",
                "?",
                ",",
                ";",
                "\n",
                "",
            }:
                return self.trim(quotation.start, quotation.end)
            return self.trim(start, quotation.end)
        if not before:
            return None
        return self.trim(start, before[-1].end)
