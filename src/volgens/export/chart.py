"""A figure over time as a picture: each report from its low to its high, by who gives it. SVG, so that it prints and scales."""

from dataclasses import dataclass

from volgens.export import say as plain
from volgens.export.picture import INK, LINK, PAPER, SOFT, cut, frame, text, title
from volgens.linking.incident import Incident
from volgens.linking.tallies import CURRENT, Entry, Tally, bounds
from volgens.wording import Labels, say

WIDTH, LEFT, RIGHT, TOP, LINE = 760, 250, 40, 64, 26  # pixels; the names of voices stand at the left
TICKS = 5
MOST = 40  # lines: of what hundreds report the latest


@dataclass(frozen=True, slots=True)
class _Bar:
    entry: Entry
    low: float
    high: float
    open: bool


def svg(incident: Incident, tally: Tally, labels: Labels) -> str:
    """The reports of one tally in the order of publication, a line each. A bar runs from low to high; an arrow says *at least*, a hollow mark that the
    report no longer stands. Under it the line that says where it is from.
    """
    every = [b for b in map(_bar, tally.entries) if b]
    bars = every[-MOST:]
    height = TOP + LINE * len(bars) + 72
    most = max((b.high for b in bars), default=1.0) or 1.0
    out = [text(16, 24, f"{plain.told_tally(tally, labels)} · {plain.headline(incident, labels)}", INK, 15, "bold")]
    out += _axis(most, height - 60, labels)
    for k, bar in enumerate(bars):
        out += _line(bar, TOP + LINE * k + LINE / 2, most, labels)
    if len(every) > MOST:
        out.append(text(16, 44, labels("matrix.more", n=say.number(len(every) - MOST, labels)), SOFT, 12))
    out.append(text(16, height - 14, _source(incident, labels), SOFT, 11))
    return frame(WIDTH, height, plain.told_tally(tally, labels), out)


def _bar(entry: Entry) -> _Bar | None:
    low, high = bounds(entry.figure)
    if low is None and high is None:
        return None
    first = low if low is not None else 0.0
    return _Bar(entry, first, high if high is not None else first, high is None)


def _axis(most: float, bottom: float, labels: Labels) -> list[str]:
    out = []
    for k in range(TICKS + 1):
        value = most * k / TICKS
        shown = round(value) if most >= TICKS else round(value, 1)
        x = _x(value, most)
        out.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{bottom}" stroke="{SOFT}" stroke-opacity=".25"/>'
        )
        out.append(text(x, TOP - 14, say.number(shown, labels), SOFT, 11, anchor="middle"))
    return out


def _line(bar: _Bar, y: float, most: float, labels: Labels) -> list[str]:
    e = bar.entry
    stands = e.state == CURRENT
    x, end = _x(bar.low, most), _x(bar.high, most)
    colour = LINK if stands else SOFT
    name = e.told.claim.source.name if e.told.claim else (e.told.head.publisher or labels("heading.itself"))
    day = say.published(e.told.head.published, labels, True)
    out = [text(16, y + 4, cut(f"{day} · {name}", 38), INK if stands else SOFT, 12)]
    if end > x:
        out.append(f'<line x1="{x:.1f}" x2="{end:.1f}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="3"/>')
    for at in dict.fromkeys((x, end)):
        fill = colour if stands else PAPER
        out.append(f'<circle cx="{at:.1f}" cy="{y}" r="5" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>')
    if bar.open:
        out.append(
            f'<path d="M{end + 8:.1f} {y} h14 m-5 -4 l5 4 l-5 4" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        )
    state = "" if stands else labels(f"figure_state.{e.state}")
    out.append(title(" · ".join(p for p in (day, name, state, e.told.quote) if p)))
    return ["<g>", *out, "</g>"]


def _x(value: float, most: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * value / most


def _source(incident: Incident, labels: Labels) -> str:
    return cut(f"Volgens · {' · '.join((*plain.counts(incident, labels), *incident.publishers))}", 130)
