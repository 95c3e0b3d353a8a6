"""The map as a picture of its own: SVG, with what is drawn in words below it, so that it can be taken along."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from volgens.export.picture import INK, LINE, LINK, PAPER, SOFT, WARN, frame, text, title
from volgens.web import atlas
from volgens.wording import Labels

WIDTH, LEAST, MOST = 960, 400, 640  # pixels; of the height the least and the most
SPAN = 5.0  # degrees of latitude that are shown at least
MARGIN = 0.25  # of what is shown, around the outermost places
KM = 111.32  # a degree of latitude
RING = 5.0  # pixels: what is smaller gets a ring to be seen by
COLUMNS = 2  # of notes under the map
NAMES = 14  # places that are named, those with most to tell first


@dataclass(frozen=True, slots=True)
class Disc:
    """A place to draw: degrees, kilometres, how many incidents."""

    name: str
    lon: float
    lat: float
    radius: float
    incidents: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class View:
    """Plain degrees, narrowed towards the poles by the latitude of the middle: round discs stay round there. ``scale``: pixels a degree of latitude."""

    west: float
    north: float
    narrow: float
    scale: float
    height: float

    @classmethod
    def of(cls, discs: Sequence[Disc]) -> "View":
        """Where all the discs are; without any, the whole world."""
        lons, lats = [d.lon for d in discs] or [-170, 170], [d.lat for d in discs] or [-55, 75]
        middle = (min(lats) + max(lats)) / 2
        narrow = max(0.2, math.cos(math.radians(middle)))
        reach = max((d.radius / KM for d in discs), default=0)
        tall = max(SPAN, (max(lats) - min(lats) + 2 * reach) * (1 + 2 * MARGIN))
        wide = max(SPAN * 1.5, ((max(lons) - min(lons)) * narrow + 2 * reach) * (1 + 2 * MARGIN))
        height = min(MOST, max(LEAST, WIDTH * tall / wide))
        scale = min(WIDTH / wide, height / tall)
        return cls(
            (min(lons) + max(lons)) / 2 - WIDTH / scale / narrow / 2, middle + height / scale / 2, narrow, scale, height
        )

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.narrow * self.scale, (self.north - lat) * self.scale

    def path(self, ring: atlas.Ring) -> str:
        """The outline in whole pixels and tenths, points that would fall together once; empty where nothing of it is in view."""
        points = [self.at(*p) for p in ring]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > self.height:
            return ""
        kept = [points[0]]
        for x, y in points[1:]:
            if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.8:
                kept.append((x, y))
        if len(kept) < 3:
            return ""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"


def svg(discs: Sequence[Disc], incidents: int, labels: Labels) -> str:
    """Places as discs as large as they are known, disputed areas hatched, and under the picture both views of these and where it is from."""
    view = View.of(discs)
    shown = [(a, path) for a in atlas.disputed() if (path := view.path(a.ring))]
    notes = [a.views(labels) for a, _ in shown]
    counts = (labels.counted(incidents, "count.incidents"), labels.counted(len(discs), "count.places"))
    source = f"Volgens · {' · '.join(counts)} · {labels('map.borders')}"
    lines = math.ceil(len(notes) / COLUMNS)
    height = view.height + 24 + 16 * lines + 20
    drawn = [
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V6" stroke="{WARN}" stroke-width="1.2"/></pattern>'
        f'<clipPath id="map"><rect width="{WIDTH}" height="{view.height:.0f}"/></clipPath></defs><g clip-path="url(#map)">',
        f'<path d="{"".join(view.path(r) for r in atlas.land())}" fill="{LINE}" fill-opacity=".5" stroke="{SOFT}" stroke-width=".6" fill-rule="evenodd"/>',
    ]
    for area, path in shown:
        drawn.append(
            f'<path d="{path}" fill="url(#hatch)" fill-opacity=".6" stroke="{WARN}" stroke-dasharray="4 3">{title(area.views(labels))}</path>'
        )
    drawn += [_disc(d, view) for d in discs]
    drawn += _names(sorted(discs, key=lambda d: -d.incidents)[:NAMES], view)
    drawn.append("</g>")
    for k, note in enumerate(notes):
        column, line = divmod(k, lines)
        drawn.append(text(8 + column * WIDTH / COLUMNS, view.height + 20 + 16 * line, note, INK, 12))
    drawn.append(text(8, height - 16, source, SOFT, 12))
    return frame(WIDTH, height, labels("web.map"), drawn)


def _disc(d: Disc, view: View) -> str:
    x, y = view.at(d.lon, d.lat)
    size = d.radius / KM * view.scale
    out = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{LINK}" fill-opacity=".2" stroke="{LINK}" stroke-width="1.2"/>'
    if size < RING:  # so that it can be seen; open, since it is no area
        out += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RING + min(7, d.incidents)}" fill="none" stroke="{LINK}" stroke-width="2"/>'
    return f"<g>{title(f'{d.name} ({d.incidents})')}{out}</g>"


def _names(discs: Iterable[Disc], view: View) -> list[str]:
    """Names beside their discs, but for those that would fall on another."""
    taken: list[tuple[float, float, float, float]] = []
    out = []
    for d in discs:
        x, y = view.at(d.lon, d.lat)
        x += max(RING + min(7, d.incidents), min(40.0, d.radius / KM * view.scale)) + 4
        told = f"{d.name} ({d.incidents})" if d.incidents > 1 else d.name
        box = (x, y - 8, x + 7 * len(told), y + 8)
        if box[2] < WIDTH and not any(
            box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken
        ):
            taken.append(box)
            halo = f'stroke="{PAPER}" stroke-width="3" paint-order="stroke"'
            out.append(text(x, y + 4, told, INK, 13, more=halo))
    return out
