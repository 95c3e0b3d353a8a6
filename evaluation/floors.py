"""Floors: below which no score may fall. They only rise.

``floors.tsv`` holds a line for each measure: set, measure, floor, unit. Where less is better (false records *a page*) the floor is a ceiling
and sinks. Lifting takes what was measured and leaves a small margin, for the arithmetic of the reading model differs in its last digits
between processors, and a record may hang on one; the margin of *rows* leaves room for writing down what is read wrongly. A speed in words a second says more of the machine than of Volgens and has no floor.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.measures import HIGHER, Measure

PATH = Path(__file__).parent / "floors.tsv"
HEADER = "set\tmeasure\tfloor\tunit"
REMARK = "# written by `python -m evaluation.gate --raise`; a floor may only rise, where less is better only sink"
MARGIN = {"ratio": 0.1, "a page": 0.1, "rows": 0.1}
MARGIN_ELSE = 0.01
Key = tuple[str, str]
RENAMED = {"unseen": "third"}  # a set that got another name keeps its floors
# Measures that are no longer taken, and why. A measure is retired where it told the wrong thing, never because it sank.
RETIRED = {
    (
        "speed",
        "share of the time that the reading model takes",
    ): "a faster reading model sank it; the rules are now measured by themselves",
}


@dataclass(frozen=True, slots=True)
class Floor:
    value: float
    unit: str

    def no_worse_than(self, other: "Floor") -> bool:
        """Does it ask at least what the other asks?"""
        return self.value >= other.value if HIGHER[self.unit] else self.value <= other.value


def parse(text: str, where: str = PATH.name) -> dict[Key, Floor]:
    """The floors of a file's text. Raises ValueError, with the line, for one that is not a floor."""
    out: dict[Key, Floor] = {}
    lines = [(n, x) for n, x in enumerate(text.splitlines(), 1) if x.strip() and not x.startswith("#")]
    if not lines or lines[0][1] != HEADER:
        raise ValueError(f"{where}: the first line is not {HEADER!r}")
    for n, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != 4 or cells[3] not in HIGHER or (cells[0], cells[1]) in out:
            raise ValueError(
                f"{where}:{n}: not a set, a measure, a floor and a unit, or one that stands above: {line!r}"
            )
        out[cells[0], cells[1]] = Floor(float(cells[2]), cells[3])
    return out


def load(path: Path = PATH) -> dict[Key, Floor]:
    """The floors; none where there is no file yet."""
    return parse(path.read_text("utf-8"), path.name) if path.is_file() else {}


def below(measured: Iterable[Measure], floors: Mapping[Key, Floor]) -> list[Measure]:
    """Those that do not reach their floor."""
    return [m for m in measured if m.key in floors and not m.reaches(floors[m.key].value)]


def gone(measured: Iterable[Measure], floors: Mapping[Key, Floor]) -> list[Key]:
    """Floors of the sets that were measured whose measure is no longer taken: as bad as one below its floor."""
    taken = {m.key for m in measured}
    sets = {s for s, _ in taken}
    return [k for k in floors if k[0] in sets and k not in taken]


def lifted(measured: Iterable[Measure], floors: Mapping[Key, Floor]) -> dict[Key, Floor]:
    """The floors, each at what was measured less the margin where that asks more than it did; new measures get one."""
    out = dict(floors)
    for m in measured:
        if m.unit in HIGHER:
            margin = MARGIN.get(m.unit, MARGIN_ELSE)
            new = Floor(_cut(m.value - margin) if HIGHER[m.unit] else round(m.value + margin, 3), m.unit)
            old = out.get(m.key)
            out[m.key] = new if old is None or new.no_worse_than(old) else old
    return out


def _cut(value: float) -> float:
    """Three decimals, never above the value, never below 0."""
    return max(0.0, int(value * 1000) / 1000)


def sunk(old: Mapping[Key, Floor], new: Mapping[Key, Floor]) -> list[str]:
    """A line for each floor that asks less than it did, or is gone."""
    old = {(RENAMED.get(s, s), m): f for (s, m), f in old.items() if (s, m) not in RETIRED}
    out = [f"{s}, {m}: the floor {f.value} is gone" for (s, m), f in old.items() if (s, m) not in new]
    both = [(k, f, new[k]) for k, f in old.items() if k in new]
    return out + [f"{s}, {m}: {f.value} before, now {n.value}" for (s, m), f, n in both if not n.no_worse_than(f)]


def write(floors: Mapping[Key, Floor], path: Path = PATH) -> None:
    """Writes the floors. Raises ValueError where one asks less than in the file that is there."""
    worse = sunk(load(path), floors)
    if worse:
        raise ValueError("floors only rise: " + "; ".join(worse))
    rows = [f"{s}\t{m}\t{f.value:.3f}\t{f.unit}" for (s, m), f in floors.items()]
    path.write_text("\n".join((REMARK, HEADER, *rows)) + "\n", "utf-8")
