"""How silent is the reader beyond war news? ``python -m evaluation.silence [FOLDER] [--errors]``.

Reads pages on sport, markets, entertainment, cooking, weather, politics at home, science, history and the like, all told in the words of
war, and counts what is written down: every event and every figure there is false, for none is of a conflict; so is every claim, for
a reading is for who says what about a conflict. ``evaluation/silence/README.md`` says how the pages were made.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.measures import Measure, share
from volgens.ingest import Inputs, Words
from volgens.model import Reading
from volgens.reader import Reader

HERE = Path(__file__).parent / "silence"
SET = "silence"
KINDS = ("claims", "figures", "events")
HALVES = ("first", "second")  # folders of pages; those of a later one are fewer
BORDER = "-border"  # how the name of a page ends that lies near the border: accidents, crime, courts


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what was read from it. ``batch`` is its folder."""

    name: str
    batch: str
    reading: Reading

    @property
    def border(self) -> bool:
        return self.name.endswith(BORDER)

    @property
    def false(self) -> int:
        return sum(len(getattr(self.reading, kind)) for kind in KINDS)

    def records(self) -> list[str]:
        """A line for each false record."""
        r = self.reading
        lines = [f"claim   {c.source.name}: {c.content.text[:80]!r}" for c in r.claims]
        lines += [f"figure  {f.quote.text!r} {f.outcome}" for f in r.figures]
        return lines + [f"event   {e.trigger.text!r} {e.type} in {e.quote.text[:60]!r}" for e in r.events]


def read(folder: Path = HERE, reader: Reader | None = None) -> list[Page]:
    """The pages of a folder and of the folders in it, read.

    Raises FileNotFoundError where there is no page, InputError for one that cannot be read.
    """
    reader, words, pages = reader or Reader(), Words.load(), []
    for path in sorted(folder.rglob("*.txt")):
        for article in Inputs([str(path)], words):
            if article.skipped:
                raise ValueError(f"{path}: {article.skipped.reason}: {article.skipped.detail}")
            pages.append(Page(path.stem, path.parent.name, reader.read(article)))
    if not pages:
        raise FileNotFoundError(f"{folder}: no pages (*.txt) there")
    return pages


def measures(pages: Sequence[Page], name: str = SET) -> list[Measure]:
    """False records a page, in all and by kind, and how many pages give none at all."""

    def mean(some: Sequence[Page], kind: str | None = None) -> float:
        return share(sum(len(getattr(p.reading, kind)) if kind else p.false for p in some), len(some))

    out = [Measure(name, "false records, all pages", mean(pages), "a page", len(pages))]
    out += [Measure(name, f"false {kind}", mean(pages, kind), "a page", len(pages)) for kind in KINDS]
    rest = share(sum(len(p.reading.places) + len(p.reading.times) + len(p.reading.actors) for p in pages), len(pages))
    out.append(Measure(name, "places, times and actors", rest, "a page", len(pages)))
    for batch in sorted({p.batch for p in pages}):
        some = [p for p in pages if p.batch == batch]
        part = "half" if batch in HALVES else "batch"
        out.append(Measure(name, f"false records, {batch} {part}", mean(some), "a page", len(some)))
    border = [p for p in pages if p.border]
    if border:
        out.append(Measure(name, "false records, border cases", mean(border), "a page", len(border)))
    out.append(
        Measure(name, "pages without any", share(sum(p.false == 0 for p in pages), len(pages)), "share", len(pages))
    )
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--errors", action="store_true", help="list the false records")
    args = parser.parse_args()
    pages = read(args.folder)
    for m in measures(pages):
        print(f"{m.value:6.2f} {m.unit:8} {m.name} ({m.of} pages)")
    for page in pages if args.errors else ():
        for line in page.records():
            print(f"  {page.batch}/{page.name}: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
