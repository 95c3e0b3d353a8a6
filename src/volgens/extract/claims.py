"""Claims: everything that the article puts in somebody's mouth.

What the article states itself is no claim, nor is hearsay without a source (*zou zijn gevlucht*). Names are still those at the claim;
``resolve.sources`` finds the person or body they stand for.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from volgens.extract.attribution import Attribution
from volgens.extract.bare_quotations import UNKNOWN_KIND, BareQuotations
from volgens.extract.headlines import Headlines
from volgens.extract.quotations import Quotations
from volgens.extract.quotations import find as find_quotations
from volgens.extract.reports import Reports
from volgens.extract.source_phrase import Speakers, speakers_of
from volgens.extract.stances import Stances
from volgens.extract.wording import Wording
from volgens.lexicon import Lexicon, Row
from volgens.model import Claim, Cue, Parsed, Reason, Source, Span, Via, content_id

REPORTER, DENIES, DOCUMENT = "reporter", "denies", "document"
AHEAD = ("threatens", "promises", "demands")
LATELY = 5  # claims back that a bare denial may answer
TABLES = ("reporting", "reporting_preps", "reporting_nouns", "source_nouns")  # whose rows ``row_fires`` tests


def find(parsed: Parsed, lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims of an article in text order."""
    quotations = find_quotations(parsed.text)
    speakers = speakers_of(lexicon)
    reports = Reports(parsed, lexicon, quotations, speakers)
    wording = Wording(parsed, lexicon, speakers)
    stances = Stances(parsed, lexicon)
    headlines = Headlines(parsed, quotations, speakers, reports.content)
    found: list[Claim] = []
    for sentence in parsed.sentences:
        here = reports.of_sentence(sentence.i)
        heading = headlines.of_sentence(sentence)
        if heading is not None and not any(b.cue[0].i < heading.cue[0].i or b.content == heading.content for b in here):
            here.append(heading)
        for a in here:
            content = _up_to_next(parsed, a, here) or _pointed_at(reports, a, found)
            if content is not None and content.end > content.start:
                whole = _from_opening(parsed, quotations, content, found)
                found += _parts(stances, parsed, reports, quotations, _claim(parsed, a, whole, speakers, wording))
            more = reports.content.continued(max(a.tag, key=lambda t: t.i)) if a.beside else None
            if more is not None and not any(more.start <= b.cue[0].start < more.end for b in here):
                found.append(told(stances, _claim(parsed, a, more, speakers, wording)))
    found = _once(found)
    found = _relayed(found, [c for c in found if _is_reporter(parsed, speakers, c)])
    for claim in BareQuotations(parsed, quotations, reports).claims(found):
        found.append(told(stances, claim))
    return tuple(sorted(found, key=lambda c: (c.content.start, c.content.end, c.cue.start if c.cue else -1)))


def told(stances: Stances, claim: Claim) -> Claim:
    """The claim with the stance that its content tells, where that is more than its verb does."""
    more = stances.of(claim)
    return replace(claim, stance=more[0], because=(*claim.because, more[1])) if more else claim


def _parts(stances: Stances, parsed: Parsed, reports: Reports, quotations: Quotations, claim: Claim) -> list[Claim]:
    """The claim, or two of them where a second *that* brings in what the speaker takes another stance on: *that A and that not B*."""
    whole = told(stances, claim)
    tokens = parsed.within(claim.content.start, claim.content.end)
    for both, that in pairwise(tokens):
        if both.upos != "CCONJ" or not reports.content.is_mark(that) or quotations.at(both.start) is not None:
            continue
        if claim.cue is None or claim.cue.start > both.start:
            break
        spans = (
            reports.content.trim(claim.content.start, both.start),
            reports.content.trim(that.end, claim.content.end),
        )
        if spans[0] is None or spans[1] is None:
            break
        first, second = (told(stances, _of(claim, span)) for span in spans if span is not None)
        if first.stance != second.stance and second.stance in (DENIES, *AHEAD):
            return [first, second]
        break
    return [whole]


def _of(claim: Claim, content: Span) -> Claim:
    start = claim.cue.start if claim.cue else -1
    return replace(claim, id=content_id("claim", content.start, content.end, claim.source.name, start), content=content)


def _up_to_next(parsed: Parsed, a: Attribution, here: Sequence[Attribution]) -> Span | None:
    """The content of a report, which ends where what a later tag reports begins: *A, he said, and B, he warned*."""
    if a.content is None or not a.beside:
        return a.content
    for b in here:
        other = b.content
        if b.beside and other is not None and a.cue[0].start < other.start < b.cue[0].start < a.content.end:
            end = other.start
            while end > a.cue[-1].end and parsed.text[end - 1] not in ",;":
                end -= 1
            tag = [t for t in a.tag if a.content.start <= t.start]
            if tag and end - 1 <= max(t.end for t in tag):
                end = min(t.start for t in tag)
            return parsed.slice(a.content.start, end - 1) if end - 1 > a.content.start else a.content
    return a.content


def _from_opening(parsed: Parsed, quotations: Quotations, content: Span, found: Sequence[Claim]) -> Span:
    """The content with the sentences before it where a quotation that ends in it began in one of them: *“A. B”, he said*."""
    q = quotations.at(content.start)
    if q is None or q.inner_start >= content.start or q.end > content.end + 1:
        return content
    opening, here = parsed.token_at(q.inner_start), parsed.token_at(content.start)
    if opening is None or here is None or opening.sentence == here.sentence:
        return content
    if any(c.cue and q.start <= c.cue.start < content.start for c in found):
        return content
    return parsed.slice(q.inner_start, content.end)


def _claim(parsed: Parsed, a: Attribution, content: Span, speakers: Speakers, wording: Wording) -> Claim:
    relay = wording.relay(a)
    words, via = relay if relay else (a.source, ())
    speaker = speakers.read(parsed, words)
    via = (*via, *wording.outlets(a))
    name = parsed.span(speaker.name).text
    cue = parsed.span(a.cue)
    at = parsed.span(words)
    reasons = [a.reason]
    if a.prior:
        reasons.append(Reason("claim.points_back"))
    channel, why = wording.channel(a, content)
    if channel is None and speaker.kind != DOCUMENT:
        channel, why = wording.document(words, speaker)
    if why is not None:
        reasons.append(Reason("claim.channel", why.where))
    if speaker.row is not None:
        reasons.append(Reason("claim.source", speaker.row.where))
    return Claim(
        id=content_id("claim", content.start, content.end, name, cue.start),
        source=Source(name, speaker.kind or UNKNOWN_KIND, None, None, at.start, at.end),
        cue=Cue(cue.start, cue.end, cue.text, a.lemma),
        channel=channel,
        via=tuple(v for v in via if v.name != name),
        content=content,
        stance=a.stance,
        anonymous=speaker.anonymous,
        because=tuple(reasons),
    )


def _pointed_at(reports: Reports, a: Attribution, found: Sequence[Claim]) -> Span | None:
    """What *dat* points back to: the content of a claim earlier in the sentence, else what the paragraph said since the last claim."""
    if not a.prior:
        return None
    parsed = reports.parsed
    here = parsed.sentences[a.cue[0].sentence]
    verb = a.cue[0]
    above = parsed.head(verb)
    if (
        verb.rel == "conj"
        and above is not None
        and above.upos in ("VERB", "ADJ", "NOUN")
        and above.sentence == verb.sentence
    ):
        stated = [t for t in parsed.words(verb.sentence) if t.i < min(x.i for x in parsed.subtree(verb))]
        if stated and not any(c.cue and here.start <= c.cue.start < verb.start for c in found):
            return parsed.slice(here.start, max(t.end for t in stated if t.upos != "PUNCT"))  # "..., maar ontkent dat"
    if a.stance == DENIES and not parsed.children(verb, "obj", "nsubj:pass"):  # "M23 ontkent.": what was said of it
        names = {t.form for t in a.source if t.upos == "PROPN"}
        of_it = [c for c in found[-LATELY:] if names & set(c.content.text.split())]
        if of_it:
            return of_it[-1].content
    inside = [c for c in found if c.cue and here.start <= c.cue.start < a.cue[0].start]
    if inside:
        return inside[-1].content
    before = [s for s in parsed.sentences[: here.i] if s.paragraph == here.paragraph]
    if not before:
        before = list(parsed.sentences[max(0, here.i - 1) : here.i])
    taken = [c for c in found if before and c.cue and c.cue.start >= before[0].start]
    if taken and before[-1].start <= taken[-1].cue.start:  # type: ignore[union-attr]
        return taken[-1].content
    if taken:
        before = [s for s in before if s.start > taken[-1].cue.start]  # type: ignore[union-attr]
    return parsed.slice(reports.content.opening(parsed.words(before[0])), before[-1].end) if before else None


def _once(found: Sequence[Claim]) -> list[Claim]:
    """One claim where two rules found the same words from the same source."""
    out: list[Claim] = []
    for c in found:
        if not any(
            c.content == o.content and (c.source.start, c.source.end) == (o.source.start, o.source.end) for o in out
        ):
            out.append(c)
    return out


def _is_reporter(parsed: Parsed, speakers: Speakers, claim: Claim) -> bool:
    """A journalist, who speaks for himself."""
    start, end = claim.source.start, claim.source.end
    words = parsed.within(start, end) if start is not None and end is not None else []
    return bool(words) and speakers.read(parsed, words).group == REPORTER


def _relayed(found: Sequence[Claim], reporters: Sequence[Claim] = ()) -> list[Claim]:
    """An outlet that only passes on what somebody else says is in between, not a source of its own."""
    out = list(found)
    for outer in found:
        if outer.source.kind not in ("agency", "media") or outer.cue is None or outer in reporters:
            continue
        inner = [
            c for c in out
            if c is not outer and c.cue and outer.content.start <= c.cue.start and c.cue.end <= outer.content.end
            and c.source.kind not in ("agency", "media")
            and (c.content.end - c.content.start) * 2 >= outer.content.end - outer.content.start
        ]  # fmt: skip
        if inner:
            via = Via(outer.source.name, outer.source.kind)
            out = [
                replace(c, via=(via, *c.via), channel=c.channel or outer.channel) if c in inner else c
                for c in out
                if c is not outer
            ]
    return out


def row_fires(row: Row, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Does this row of ``TABLES`` fire on the parse of its example, inflected as it is there?"""
    if row.table == "reporting":
        # a word may be written as the particle of one row and among the words of another, as the treebanks take it for either
        return any(
            _words(m.row) == _words(row) for t in parsed.tokens for m in lexicon.lemmas(row.table).find(parsed, t)
        )
    if row.table == "reporting_preps":
        return any(r.row == row.where for c in find(parsed, lexicon) for r in c.because)
    return any(m.row == row for t in parsed.tokens for m in lexicon.nouns(row.table).find(t, parsed))


def _words(row: Row) -> tuple[str, frozenset[str]]:
    return str(row.lemma), frozenset((*row.words("particle"), *row.words("with")))
