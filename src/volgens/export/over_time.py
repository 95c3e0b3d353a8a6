"""Figures by date and source as a picture: each report from its low to its high at the moment it was published, as finely as that is known."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from volgens.export.picture import INK, LINE, LINK, PAPER, SOFT, WARN, cut, frame, text, title
from volgens.wording import Labels, say

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 64, 24, 56, 52  # pixels; the legend comes below
TICKS = 5
STEEP = 30  # times that the largest figure is above the middle one
MOST = 80  # reports in one picture
# Who gives a figure, by colour and by shape alike.
LOOKS = (
    (LINK, "circle"),
    (WARN, "square"),
    ("#1f6b3a", "triangle"),
    ("#6b3fa0", "diamond"),
    ("#7a5b00", "bar"),
    (SOFT, "ring"),
)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Report:
    """A figure as somebody gives it. ``published``: ISO, a day or a moment; ``high`` None: *at least*; ``best`` None: none is named.

    ``group``: who gives it, in the legend; ``stands``: it was not changed or taken back; ``told``: all of it in words.
    """

    published: str
    low: float
    high: float | None
    best: float | None
    group: str
    stands: bool
    told: str

    @property
    def when(self) -> tuple[datetime, datetime]:
        """The moment that it was published, or the whole of the day where no hour is known."""
        start = datetime.fromisoformat(self.published).replace(tzinfo=None)
        return (start, start) if len(self.published) > len("2025-01-11") else (start, start + DAY)

    @property
    def top(self) -> float:
        return self.low if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class _Scale:
    start: datetime
    end: datetime
    most: float
    powers: bool

    def x(self, at: datetime) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * ((at - self.start) / (self.end - self.start))

    def y(self, value: float) -> float:
        part = math.log10(1 + value) / math.log10(1 + self.most) if self.powers else value / self.most
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part


def svg(
    heading: str, reports: Sequence[Report], happened: tuple[datetime, datetime] | None, source: str, labels: Labels
) -> str:
    """Reports in the order of publication. ``happened``: the band of time in which it did, where that is known; ``source``: the line that says where it is from."""
    every = sorted((r for r in reports if _moment(r.published)), key=lambda r: r.published)
    # Who says the same at the same time is drawn once; of what hundreds report the latest.
    once = list({(r.published, r.group, r.low, r.high, r.best, r.stands): r for r in every}.values())
    known = once[-MOST:]
    often = [g for g, _ in Counter(r.group for r in known).most_common()]
    if len(often) > len(LOOKS):  # those who give the fewest have one look between them
        few = set(often[len(LOOKS) - 1 :])
        known = [replace(r, group=labels("chart.others")) if r.group in few else r for r in known]
    groups = list(dict.fromkeys(r.group for r in known))
    looks = dict(zip(groups, LOOKS, strict=False))
    scale = _scale(known, happened)
    out = [text(16, 24, cut(heading, 90), INK, 15, "bold")]
    if happened:
        x, end = scale.x(happened[0]), scale.x(happened[1])
        out.append(
            f'<g>{title(labels("chart.happened"))}<rect x="{x:.1f}" y="{TOP}" width="{max(2.0, end - x):.1f}" height="{HEIGHT - TOP - BOTTOM}" fill="{LINE}" fill-opacity=".6"/></g>'
        )
        out.append(text(max(x, LEFT) + 3, TOP + 12, labels("chart.happened"), SOFT, 11))
    out += [*_values(scale, labels), *_days(scale, labels)]
    if len(once) > MOST:
        out.append(text(16, 44, labels("matrix.more", n=say.number(len(once) - MOST, labels)), SOFT, 12))
    for r in known:
        out += _report(r, scale, *looks[r.group], (groups.index(r.group) + 1) / (len(groups) + 1))
    out += _legend(groups, looks)
    out.append(text(WIDTH - RIGHT, TOP - 10, labels("chart.published"), SOFT, 11, anchor="end"))
    height = HEIGHT + 18 * math.ceil(len(groups) / 2) + 28
    out.append(text(16, height - 12, cut(source, 130), SOFT, 11))
    return frame(WIDTH, height, heading, out)


def _moment(published: str) -> bool:
    try:
        datetime.fromisoformat(published)
    except ValueError:
        return False
    return True


def _scale(reports: Sequence[Report], happened: tuple[datetime, datetime] | None) -> _Scale:
    """From the first to the last moment, with some room; a day at least."""
    spans = [r.when for r in reports] + ([happened] if happened else [])
    first = min((s for s, _ in spans), default=datetime(2000, 1, 1))
    last = max((e for _, e in spans), default=first)
    room = max(HOUR, (last - first) * 0.04, (DAY - (last - first)) / 2)
    tops = sorted(r.top for r in reports)
    most = tops[-1] if tops else 0.0
    # Where most figures would lie on the ground beside the largest each step of the axis is ten times the one before it.
    powers = bool(tops) and most > STEEP * max(1.0, tops[len(tops) // 2])
    return _Scale(first - room, last + room, most * (2 if powers else 1.12) or 1.0, powers)


def _values(scale: _Scale, labels: Labels) -> Iterable[str]:
    step = _round_step(scale.most / TICKS)
    value = 0.0
    while value <= scale.most:
        y = scale.y(value)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{SOFT}" stroke-opacity=".25"/>'
        yield text(LEFT - 8, y + 4, say.number(value, labels), SOFT, 11, anchor="end")
        value = max(1.0, value * 10) if scale.powers else round(value + step, 6)


def _round_step(step: float) -> float:
    """1, 2 or 5 times a power of ten, and of things that are counted one at least."""
    size = 10 ** math.floor(math.log10(step)) if step > 0 else 1
    return max(1.0, next(n * size for n in (1, 2, 5, 10) if n * size >= step))


def _days(scale: _Scale, labels: Labels) -> Iterable[str]:
    """Days below the axis, and hours where there is room for them."""
    length = scale.end - scale.start
    every = next((h for h in (3, 6, 12) if length / timedelta(hours=h) <= 14), None)
    base = HEIGHT - BOTTOM
    if every is not None:
        at = scale.start.replace(minute=0, second=0, microsecond=0)
        at += timedelta(hours=(every - at.hour % every))
        while at < scale.end:
            x = scale.x(at)
            yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{base}" y2="{base + 4}" stroke="{SOFT}"/>'
            yield text(x, base + 16, f"{at.hour:02}:00", SOFT, 10, anchor="middle")
            at += timedelta(hours=every)
    days = max(1, math.ceil(length / DAY / 8))
    at = scale.start.replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    if every is not None and at >= scale.end:
        at = scale.start
    while at < scale.end:
        x = scale.x(at)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{base + 22}" stroke="{SOFT}" stroke-opacity=".35"/>'
        if x < WIDTH - RIGHT - 60:
            yield text(x + 3, base + (32 if every is not None else 16), say.day(at.date(), labels, True), INK, 11)
        at += days * DAY


def _report(r: Report, scale: _Scale, colour: str, shape: str, beside: float) -> Iterable[str]:
    """``beside``: where in a day of which no hour is known it is drawn, so that those who give the same number stand side by side."""
    (start, end), low, high = r.when, scale.y(r.low), scale.y(r.top)
    x, fill = scale.x(start + (end - start) * beside), colour if r.stands else PAPER
    line = f'stroke="{colour}" stroke-width="2"' + ("" if r.stands else ' stroke-dasharray="3 3"')
    yield f"<g>{title(r.told)}"
    if end > start:  # it may have been at any hour of the day
        wide = scale.x(end) - scale.x(start)
        yield f'<rect x="{scale.x(start):.1f}" y="{high - 2:.1f}" width="{wide:.1f}" height="{low - high + 4:.1f}" fill="{colour}" fill-opacity=".12"/>'
    yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}" {line}/>'
    if r.high is None:  # at least
        yield f'<path d="M{x:.1f} {high - 6:.1f}v-14m-4 5l4 -5l4 5" fill="none" {line}/>'
    for value in dict.fromkeys(v for v in (r.low, r.best, r.top) if v is not None):
        yield _mark(x, scale.y(value), colour, shape, fill if value == r.best or r.best is None else PAPER)
    yield "</g>"


def _mark(x: float, y: float, colour: str, shape: str, fill: str) -> str:
    look = f'fill="{fill}" stroke="{colour}" stroke-width="1.5"'
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" {look}/>'
    if shape == "ring":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="none" stroke="{colour}" stroke-width="2"/>'
    if shape == "square":
        return f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" {look}/>'
    if shape == "bar":
        return f'<rect x="{x - 6:.1f}" y="{y - 2.5:.1f}" width="12" height="5" {look}/>'
    path = "m0 -6l6 11h-12z" if shape == "triangle" else "m0 -6.5l6 6.5l-6 6.5l-6 -6.5z"
    return f'<path d="M{x:.1f} {y:.1f}{path}" {look}/>'


def _legend(groups: Sequence[str], looks: dict[str, tuple[str, str]]) -> Iterable[str]:
    for k, group in enumerate(groups):
        x, y = 24 + (k % 2) * (WIDTH / 2), HEIGHT + 18 * (k // 2) + 6
        yield _mark(x, y, *looks[group], looks[group][0])
        yield text(x + 14, y + 4, cut(group, 52), INK, 12)
