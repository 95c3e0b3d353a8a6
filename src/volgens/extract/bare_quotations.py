"""Quotations that no reporting verb of the lexicon brings in: with another verb beside them, after a colon, or running on."""

from collections.abc import Sequence
from dataclasses import replace

from volgens.extract.quotations import Quotation, Quotations
from volgens.extract.reports import Reports
from volgens.lexicon import key_of
from volgens.model import Claim, Cue, Parsed, Reason, Source, Span, Token, content_id

SHORTEST = 3  # words: a single quoted word on its own line is a title
UNKNOWN_KIND = "person"  # of a pronoun, until it is resolved
STATES = "states"
TAIL = 14  # tokens of a name with its description between a quotation and its verb
NAMES = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADP", "ADV", "PART")


class BareQuotations:
    """Finds who speaks in the quotations of one article that no report covers."""

    def __init__(self, parsed: Parsed, quotations: Quotations, reports: Reports):
        self.parsed, self.quotations, self.reports = parsed, quotations, reports

    def claims(self, found: Sequence[Claim]) -> list[Claim]:
        """Claims for the quotations that no claim of ``found`` holds."""
        out: list[Claim] = []
        for q in self.quotations.all:
            content = self._sentence_like(q)
            if content is None or any(c.content.start < q.end and q.start < c.content.end for c in (*found, *out)):
                continue
            claim = (
                self._tagged(q, content)
                or self._after_colon(q, content, found)
                or self._running_on(q, content, [*found, *out])
            )
            if claim is not None:
                out.append(claim)
        return out

    def _sentence_like(self, q: Quotation) -> Span | None:
        """The words of a quotation long enough to say something, with a verb in it."""
        words = [t for t in self.parsed.within(q.inner_start, q.inner_end) if t.upos != "PUNCT"]
        if len(words) < SHORTEST or not any(t.upos in ("VERB", "AUX") for t in words):
            return None
        end = q.inner_end
        while end > q.inner_start and self.parsed.text[end - 1] in ", ":
            end -= 1
        return self.parsed.slice(q.inner_start, end)

    def _tagged(self, q: Quotation, content: Span) -> Claim | None:
        """*“...”, knikt hij*; *“...,” she laughs*: whatever the verb, who does it says the words."""
        last = self.parsed.token_at(q.end - 1)
        if last is None:
            return None
        words = self.parsed.words(last.sentence)
        rest = [t for t in words if t.start >= q.end]
        closed = self.parsed.text[q.inner_end - 1] in ",!?…" or (bool(rest) and rest[0].form == ",")
        rest = [t for t in rest if t.upos != "PUNCT"][:TAIL]
        if not closed or not rest:
            return None
        verb = next((t for t in rest if t.upos in ("VERB", "AUX")), None)
        if verb is None or verb.upos != "VERB" or verb.feats.get("VerbForm") not in ("Fin", None):
            return None
        before = [t for t in rest if t.i < verb.i]
        subject = next((t for t in self.parsed.children(verb, "nsubj")), None)
        if before and (any(t.upos not in NAMES for t in before) or subject is None or subject not in before):
            return None
        if not before and (subject is None or subject.i < verb.i):
            subject = next((t for t in rest if t.i > verb.i and t.upos in ("NOUN", "PROPN", "PRON")), None)
        if subject is None or self.parsed.children(verb, "obj", "ccomp"):
            return None
        return self._claim(content, self.reports.speakers.phrase(self.parsed, subject), verb, "claim.beside_quotation")

    def _after_colon(self, q: Quotation, content: Span, found: Sequence[Claim]) -> Claim | None:
        """*Ze haalt haar schouders op: “...”*: the subject before the colon; whoever was just said to say something (*zei dat er doden
        zijn: “...”*), not whom it was about."""
        colon = self.parsed.token_at(len(self.parsed.text[: q.start].rstrip()) - 1)
        if colon is None or colon.form != ":":
            return None
        start = self.parsed.sentences[colon.sentence].start
        said = [c for c in found if c.cue and start <= c.cue.start and c.content.end <= colon.start]
        if said:
            last = max(said, key=_place)
            ident = content_id("claim", content.start, content.end, last.source.name, None)
            because = (Reason("claim.after_colon"),)
            return replace(last, id=ident, cue=None, content=content, stance=STATES, because=because)
        return self._claim(content, self.reports.subjects.subject_before(colon), None, "claim.after_colon")

    def _claim(self, content: Span, source: Sequence[Token], verb: Token | None, rule: str) -> Claim | None:
        if not source or not self.reports.speakers.can_speak(self.parsed, source):
            return None
        speaker = self.reports.speakers.read(self.parsed, source)
        at, name = self.parsed.span(source), self.parsed.span(speaker.name).text
        cue = self.parsed.span([verb]) if verb is not None else None
        return Claim(
            id=content_id("claim", content.start, content.end, name, cue.start if cue else None),
            source=Source(name, speaker.kind or UNKNOWN_KIND, None, None, at.start, at.end),
            cue=Cue(cue.start, cue.end, cue.text, key_of(verb)) if cue and verb else None,
            channel=None,
            via=(),
            content=content,
            stance=STATES,
            anonymous=speaker.anonymous,
            because=(Reason(rule),),
        )

    def _running_on(self, q: Quotation, content: Span, found: Sequence[Claim]) -> Claim | None:
        """A quotation that fills whole sentences is whoever's spoke last, in this paragraph or the one before."""
        if not self._alone(q):
            return None
        before = [c for c in found if c.content.start < q.start]
        last = max(before, key=_place, default=None)
        if last is None or self._paragraph(q.start) - self._paragraph(_place(last)) > 1:
            return None
        return replace(
            last,
            id=content_id("claim", content.start, content.end, last.source.name, None),
            cue=None,
            content=self.parsed.slice(q.inner_start, q.inner_end),
            stance=STATES,
            because=(Reason("claim.running_on"),),
        )

    def _alone(self, q: Quotation) -> bool:
        """Does the quotation fill whole sentences by itself?"""
        first, last = self.parsed.token_at(q.start), self.parsed.token_at(q.end - 1)
        if first is None or last is None:
            return False
        opening, closing = self.parsed.sentences[first.sentence], self.parsed.sentences[last.sentence]
        return not (
            self.parsed.text[opening.start : q.start].strip() or self.parsed.text[q.end : closing.end].strip(" .")
        )

    def _paragraph(self, offset: int) -> int:
        token = self.parsed.token_at(offset)
        return self.parsed.sentences[token.sentence].paragraph if token else -1


def _place(claim: Claim) -> int:
    return claim.cue.start if claim.cue else claim.content.start
