"""The record of a figure: its span, its quotation, the base of a percentage and its arithmetic."""

from collections.abc import Iterable, Sequence

from volgens.extract.counting import NOMINAL, Counted, Counter, unbroken
from volgens.extract.figure_parts import Draft
from volgens.extract.numbers import Number
from volgens.model import Base, Derived, Figure, Parsed, Reason, Span, content_id

LONGEST_QUOTE = 220  # characters; beyond it the quote is the number and its noun


def record(parsed: Parsed, d: Draft, numbers: Sequence[Number], counter: Counter) -> Figure:
    """The record of a figure; ``numbers`` are all of the article, one of which may be the base of a percentage."""
    number, finding = d.number, d.finding
    base, derived = _share(parsed, d, numbers, counter) if number.is_percent else (None, None)
    rows = [*number.rows, *d.counted.rows, *(finding.rows if finding else ())]
    rule = f"figure.{finding.rule if finding else 'number'}"
    because = tuple(Reason(rule, row) for row in dict.fromkeys(rows)) or (Reason(rule),)
    return Figure(
        id=content_id("figure", number.start, number.end, d.outcome),
        number=number.span,
        quote=_quote(parsed, d),
        low=number.low,
        high=number.high,
        best=number.best,
        bound=number.bound,
        unit=d.unit,
        outcome=d.outcome,
        counted=_noun_span(parsed, d.counted, number),
        party=None,
        polarity="negative" if finding and finding.negative and number.kind != "none" else "positive",
        of=base,
        derived=derived,
        because=because,
    )


def _quote(parsed: Parsed, d: Draft) -> Span:
    start = d.number.bound_span.start if d.number.bound_span else d.number.start
    end = max(d.number.end, d.number.bound_span.end if d.number.bound_span else 0)
    stretch = [*d.counted.group] if d.counted.head is not None else []
    core = parsed.slice(min([start, *(t.start for t in stretch)]), max([end, *(t.end for t in stretch)]))
    here = d.counted.group[0].sentence
    words = [t for t in (d.finding.tokens if d.finding else ()) if t.sentence == here]
    whole = parsed.slice(min([core.start, *(t.start for t in words)]), max([core.end, *(t.end for t in words)]))
    return whole if len(whole.text) <= LONGEST_QUOTE else core


def _share(parsed: Parsed, d: Draft, numbers: Iterable[Number], counter: Counter) -> tuple[Base | None, Derived | None]:
    """The base of a percentage, where it is a number too, and the arithmetic: 40 percent of 984 km2."""
    inside = {t.i for t in d.counted.group}
    base = next((n for n in numbers if n is not d.number and not n.is_percent and set(n.tokens) <= inside), None)
    if base is None or base.value is None or d.counted.head is None:
        return None, None
    of = counter.find(parsed, base)
    unit = of.unit or "other"

    def part(share: float | None, whole: float | None) -> float | None:
        return None if share is None or whole is None else round(share * whole / 100, 6)

    low, high = part(d.number.low, base.low), part(d.number.high, base.high)
    return Base(base.value, unit), Derived(low, high, unit) if (low, high) != (None, None) else None


def _noun_span(parsed: Parsed, counted: Counted, number: Number) -> Span | None:
    """The noun counted, with the words of its measure (*vierkante kilometer*)."""
    if counted.head is None:
        return None
    if counted.measure and counted.measure != "share":
        own = [t for t in counted.group if t.start >= number.end and t.upos != "ADP"]
        return parsed.span(own) if own else None
    return parsed.span(unbroken(parsed, counted.head) if counted.head.upos in NOMINAL else [counted.head])
