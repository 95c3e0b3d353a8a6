"""Stretches of text without what does not belong at their edges."""

import re
from collections.abc import Sequence

from volgens.extract.dateline import reports
from volgens.extract.quotations import Quotations
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Span, Token

EDGE = " \t\n\r,;:–—-"
FINAL = EDGE + "."
STRIP = "yes"
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
DASHES = {"-", "–", "—"}
# A place in capitals, or any name with an agency in brackets, and a dash.
DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ /][A-ZÀ-Þ'’.-]+)*(?:, [A-ZÀ-Þ\d][\w.'’-]*(?: [A-ZÀ-Þ\d][\w.'’-]*){0,3}){0,2}\s*,?\s*(?:\([^()]{2,40}\)\s*)?|[A-ZÀ-Þ][\w'’ -]{1,30}\s*\([A-Z][^()]{1,40}\)\s*)[-–—]\s+"
)


class Stretches:
    """Cuts stretches out of one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quotations: Quotations):
        self.parsed, self.quotations = parsed, quotations
        marks = lexicon.rows("content_marks")
        self._marks = {str(r.word) for r in marks}
        self._stripped = {str(r.word) for r in marks if r.strip == STRIP}
        self._filed = tuple(reports(parsed.text))

    def opening(self, words: Sequence[Token]) -> int:
        """Where a sentence begins after its dateline (*PORT-AU-PRINCE (AFP) -*) or, in a live blog, its time (*10:55*, *14.10 uur -*)."""
        start = words[0].start
        behind = next((end for filed, end in self._filed if filed == start), words[-1].end)
        if behind < words[-1].end:
            return behind
        m = DATELINE.match(self.parsed.text, start)
        if m is not None and m.end() < words[-1].end:
            return m.end()
        if CLOCK.fullmatch(words[0].form):
            dash = next((k for k, t in enumerate(words[1:4], 1) if t.form in DASHES), 0)
            rest = words[dash + 1 :]
            return rest[0].start if rest else start
        return start

    def trim_tokens(self, tokens: Sequence[Token]) -> Span | None:
        """The stretch of some tokens without conjunctions and marks at its edges."""
        words = sorted(tokens, key=lambda t: t.i)
        while words and (
            (words[0].upos in ("PUNCT", "CCONJ") and self.quotations.starting_at(words[0].start) is None)
            or self._leading(words)
        ):
            words = words[1:]
        while (
            words
            and words[-1].upos == "PUNCT"
            and self.quotations.ending_at(words[-1].end) is None
            and words[-1].form not in ")]%!?"
        ):
            words = words[:-1]
        return self.trim(words[0].start, words[-1].end) if words else None

    def _leading(self, words: Sequence[Token]) -> bool:
        first = words[0]
        if first.deprel == "case" and first.upos == "ADV":  # ervan dat, erop te
            return True
        marks = first.form.lower() in self._stripped and first.upos in ("SCONJ", "PRON", "ADV", "DET")
        return marks and (first.deprel == "mark" or (first.rel == "nsubj" and any(w.rel == "nsubj" for w in words[1:])))

    def trim(self, start: int, end: int) -> Span | None:
        """The stretch without spaces and punctuation at its edges, no quotation cut in two, and none of its marks where it is one quotation."""
        text = self.parsed.text
        start = next((behind for filed, behind in self._filed if filed <= start < behind < end), start)
        start, end = self._edges(start, end)
        for inside in (self.quotations.at(start), self.quotations.at(end - 1) if end > start else None):
            if inside is not None and start <= inside.start and inside.start < end < inside.end:
                end = inside.end
            elif (
                inside is not None
                and inside.start < start
                and inside.end <= end
                and inside.end > start
                and inside.start >= start - 2
            ):
                start = inside.start
        whole = self.quotations.starting_at(start)
        if whole and end >= whole.inner_end and not text[whole.end : end].strip(FINAL):
            start, end = self._edges(whole.inner_start, whole.inner_end)
        return self.parsed.slice(start, end) if end > start else None

    def _edges(self, start: int, end: int) -> tuple[int, int]:
        text = self.parsed.text
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in FINAL:
            end -= 1
        return start, end
