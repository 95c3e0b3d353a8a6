"""Records in plain words: a figure, a period, a place, a side. Each function gives one line without colour or markup."""

import calendar
import re
from datetime import date

from volgens.model import Claim, Event, Figure, Participant, Place, Source, Time
from volgens.wording.labels import Labels

_LENGTH = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])")  # TIMEX3 durations of one unit
OPENING = 90  # characters of a text that stand for its title
MEASURES = ("km2", "km", "percent", "EUR", "USD", "day", "year")  # counted in units, whatever noun stands by


def number(value: float, labels: Labels) -> str:
    """``12,000``, ``393.6``, ``1.5 million``, in the language's way of writing numbers."""
    for size, key in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size and round(value / size, 2) == value / size:
            return labels(key, n=number(value / size, labels))
    whole = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    signs: dict[str, str | int | None] = {",": labels("thousands"), ".": labels("decimal")}
    return whole.translate(str.maketrans(signs))


def _bounds(low: float | None, high: float | None, best: float | None, bound: str, labels: Labels) -> str:
    """The number with its bound."""
    if bound in ("range", "order") and low is not None and high is not None:
        return labels("bound.range", low=number(low, labels), high=number(high, labels))
    value = next((v for v in (best, low, high) if v is not None), None)
    if value is None:
        return ""
    if value == 0 and bound == "exact":
        return labels("none")
    return labels(f"bound.{bound}" if bound not in ("range", "order") else "bound.exact", n=number(value, labels))


def _order(f: Figure, labels: Labels, language: str | None) -> str:
    """``a few hundred (200–999)``: the article's words where they can be told, else the order of magnitude's own name."""
    assert f.low is not None
    assert f.high is not None
    key = f"order.{f.low:.0f}-{f.high:.0f}"
    words = labels.gloss(f.number.text, language) or (labels(key) if key in labels else None)
    if words is None:
        return _bounds(f.low, f.high, f.best, f.bound, labels)
    return labels("bound.order", words=words.lower(), low=number(f.low, labels), high=number(f.high, labels))


def amount(f: Figure, labels: Labels, language: str | None = None) -> str:
    """How many: ``at least 12``, ``10,000 to 12,000``, ``a few hundred (200–999)``; the article's own words where it gives no number."""
    if f.bound == "order" and f.low is not None and f.high is not None:
        return _order(f, labels, language)
    return _bounds(f.low, f.high, f.best, f.bound, labels) or labels("quote", text=f.number.text)


def _unit(unit: str, many: bool, labels: Labels) -> str:
    one, more = labels.forms(f"unit.{unit}")
    return more if many else one


def _measure(amount: str, unit: str, many: bool, labels: Labels) -> str:
    return labels("measured", amount=amount, unit=_unit(unit, many, labels))


def counted(f: Figure, labels: Labels, language: str | None = None) -> str:
    """What is counted, in the language of the labels: ``soldiers``; where it has no gloss the unit with the article's word."""
    many = not (f.low == f.high == f.best == 1)
    if f.counted is None:
        noun = "" if f.unit == "other" else _unit(f.unit, many, labels)
    else:
        word = f.counted.text
        noun = labels.gloss(word, language) or labels.gloss(word.rpartition(" ")[2], language) or ""
        if not noun:
            quoted = labels("quote", text=word)
            noun = (
                quoted
                if f.unit in ("other", *MEASURES)
                else labels("side", name=_unit(f.unit, many, labels), party=quoted)
            )
    return labels("side", name=noun, party=party(f.party, labels)) if f.party and noun else noun


def figure(f: Figure, labels: Labels, language: str | None = None) -> str:
    """A figure in words. ``language``: the article's, so that its nouns can be told in that of the labels.

    ``at least 393.6 km² retaken (40 % of 984 km²)``, ``10,000 to 12,000 troops (North Korea) deployed``.
    """
    outcome = labels(f"outcome.{f.outcome}")
    if f.unit == "percent" and (f.of or f.counted):
        text = _share(f, labels, language, outcome)
    elif f.unit in MEASURES:
        size = _measure(amount(f, labels, language), f.unit, not (f.low == f.high == 1), labels)
        whose = f"({party(f.party, labels)})" if f.party else ""
        text = labels("figure", amount=size, counted=whose, outcome=outcome)
    else:
        if f.counted and labels.says(f.counted.text, language) == f.outcome:
            outcome = ""
        text = labels(
            "figure", amount=amount(f, labels, language), counted=counted(f, labels, language), outcome=outcome
        )
    text = _squeezed(text)
    return labels("negative.figure", figure=text) if f.polarity == "negative" else text


def _share(f: Figure, labels: Labels, language: str | None, outcome: str) -> str:
    """A percentage of something, and what it comes to where that can be worked out."""
    shown_bound = "exact" if f.derived and f.bound != "range" else f.bound  # the size before it shows the bound already
    share = _measure(_bounds(f.low, f.high, f.best, shown_bound, labels), "percent", True, labels)
    if f.of is None:
        return labels("figure.of", share=share, base=counted(f, labels, language), outcome=outcome)
    base = _measure(number(f.of.value, labels), f.of.unit, f.of.value != 1, labels)
    low, high = (f.derived.low, f.derived.high) if f.derived else (None, None)
    size = _bounds(low, high, low if low == high else None, f.bound, labels)
    if f.derived is None or not size:
        return labels("figure.of", share=share, base=base, outcome=outcome)
    told = labels("figure", amount=_measure(size, f.derived.unit, True, labels), counted="", outcome=outcome)
    return labels("figure.share", figure=_squeezed(told), share=share, base=base)


def _squeezed(text: str) -> str:
    return " ".join(part for part in text.split(" ") if part)


def day(value: date, labels: Labels, short: bool = False) -> str:
    """``11 January 2025``, or ``11 Jan 2025``."""
    return labels("period.day", day=str(value.day), month=_month(value, labels, short), year=str(value.year))


def _month(value: date, labels: Labels, short: bool) -> str:
    return labels.forms(f"month.{value.month}")[short]


def published(value: str | None, labels: Labels, short: bool = False) -> str:
    """The day of publication; the value as it is where it is no date."""
    if not value:
        return labels("no_date")
    try:
        return day(date.fromisoformat(value[:10]), labels, short)
    except ValueError:
        return value


def title(given: str | None, text: str, labels: Labels) -> str:
    """What an article is called in a list: its title; without one how its text begins. One line, and never a part of a record."""
    line = next((" ".join(part.split()) for part in text.splitlines() if any(c.isalnum() for c in part)), "")
    if given or not line:
        return given or labels("untitled")
    if len(line) <= OPENING:
        return line
    return (line[:OPENING].rpartition(" ")[0].rstrip(" ,;:–-") or line[:OPENING]) + "…"


def period(earliest: str | None, latest: str | None, labels: Labels, short: bool = False) -> str:
    """From the first to the last possible day: ``December 2024``, ``by 11 January 2025``; empty where neither is known."""
    first = date.fromisoformat(earliest[:10]) if earliest else None
    last = date.fromisoformat(latest[:10]) if latest else None
    if first is None or last is None:
        if first:
            return labels("period.from", start=day(first, labels, short))
        return labels("period.by", end=day(last, labels, short)) if last else ""
    if first == last:
        return day(first, labels, short)
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        return _months(first, last, labels, short)
    if (first.year, first.month) == (last.year, last.month):
        return labels(
            "period.day", day=f"{first.day}–{last.day}", month=_month(last, labels, short), year=str(last.year)
        )
    return labels("period.range", start=day(first, labels, short), end=day(last, labels, short))


def _months(first: date, last: date, labels: Labels, short: bool) -> str:
    """Whole months or years."""
    if (first.month, last.month) == (1, 12):
        if first.year == last.year:
            return str(first.year)
        return labels("period.range", start=str(first.year), end=str(last.year))
    end = labels("period.month", month=_month(last, labels, short), year=str(last.year))
    if (first.year, first.month) == (last.year, last.month):
        return end
    if first.year == last.year:
        start = _month(first, labels, short)
    else:
        start = labels("period.month", month=_month(first, labels, short), year=str(first.year))
    return labels("period.range", start=start, end=end)


def time(t: Time, labels: Labels) -> str:
    """What a time expression stands for: a period, a length of time, or else its TIMEX3 value as it is."""
    length = _LENGTH.fullmatch(t.value)
    if length:
        one, many = labels.forms(f"duration.{length[2]}")
        return (one if length[1] == "1" else many).format(n=number(float(length[1]), labels))
    return period(t.earliest, t.latest, labels) or t.value


def party(code: str, labels: Labels) -> str:
    """A side: a country's name, or a group's short name as it is."""
    return labels.party(code)


def place(p: Place, labels: Labels) -> str:
    """``Kursk Oblast, Russia``; a country by its name alone."""
    return place_named(p.name, p.kind, p.country, p.geonames_id, labels)


def place_named(name: str, kind: str, country: str | None, geonames_id: int | None, labels: Labels) -> str:
    """A place by its name, in the reader's language where it has one of its own there, with its country."""
    own = labels.place_name(geonames_id, name)
    if country is None:
        return own
    return (
        labels.country(country) if kind == "country" else labels("place.in", name=own, country=labels.country(country))
    )


def source_kind(s: Source, anonymous: bool, labels: Labels) -> list[str]:
    """What is known of a source besides its name: ``military``, ``Ukraine``, ``not named``."""
    out = [labels(f"kind.{s.kind}")]
    if s.party:
        out.append(party(s.party, labels))
    if anonymous and s.kind != "anonymous":
        out.append(labels("anonymous"))
    return out


def via(c: Claim, labels: Labels) -> str:
    """The sources in between, outermost first; empty where there are none."""
    names = [labels("side", name=v.name, party=labels(f"kind.{v.kind}")) for v in c.via]
    return labels("said.via", names=", ".join(names)) if names else ""


def participant(p: Participant, labels: Labels) -> str:
    return labels("side", name=p.text, party=party(p.party, labels)) if p.party else p.text


def acts(e: Event, labels: Labels) -> str:
    """Who to whom, with what: ``Russian troops (Russia) → a village, with drones``; empty where nobody is named."""
    agent = participant(e.agent, labels) if e.agent else ""
    patient = participant(e.patient, labels) if e.patient else ""
    if agent and patient:
        out = labels("acts.both", agent=agent, patient=patient)
    elif agent:
        out = labels("acts.agent", agent=agent)
    else:
        out = labels("acts.patient", patient=patient) if patient else ""
    tool = labels("acts.instrument", instrument=e.instrument.text) if e.instrument else ""
    return labels("listed", a=out, b=tool) if out and tool else out or tool


def how_sure(e: Event, labels: Labels) -> str:
    """``certain``, ``possible``, ``certain · said not to have happened``."""
    sure = labels(f"certainty.{e.certainty}")
    return f"{sure} · {labels('negative')}" if e.polarity == "negative" else sure
