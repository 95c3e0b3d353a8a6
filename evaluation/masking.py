"""Which names are masked, and which are left: ``python -m evaluation.masking [--errors]``.

Texts of our own (``masking/mentions.tsv``) in which every name of a person is marked as one to mask or one to keep.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.measures import Measure, share
from volgens.export.persons import protected
from volgens.ingest import article_of
from volgens.lexicon import load
from volgens.reader import Reader

SET = "masking"
DATA = Path(__file__).parent / "masking"
_MARKED = re.compile(r"\{([^}]+)\}|\[([^\]]+)\]")
Mention = tuple[int, int, bool]  # where, and whether it is to be masked


def texts(data: Path) -> Iterator[tuple[str, str, list[Mention]]]:
    """Language, text and the marked names."""
    for line in (data / "mentions.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, marked = line.split("\t")
        text, at, names = "", 0, []
        for m in _MARKED.finditer(marked):
            text += marked[at : m.start()]
            name = m[1] or m[2]
            names.append((len(text), len(text) + len(name), m[1] is not None))
            text += name
            at = m.end()
        yield language, text + marked[at:], names


def run(data: Path, reader: Reader) -> tuple[Counter[tuple[str, bool, bool]], list[str]]:
    """How often names of each language that are to be masked, or kept, are masked; and what went wrong, a line each. A name is masked where no word of it
    is left."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    wrong = []
    for language, text, names in texts(data):
        reading = reader.read(article_of(text, language=language, published="2025-03-17"))
        masked, _ = protected(reader.parser(text, language), reading, load(language))
        spans = [(m.start, m.end) for p in masked for m in p.mentions]
        for start, end, wanted in names:
            found = (
                any(s <= start and end <= e for s, e in spans)
                if wanted
                else any(s < end and start < e for s, e in spans)
            )
            counts[language, wanted, found] += 1
            if wanted != found:
                wrong.append(f"{language} {'left' if wanted else 'masked'}: {text[start:end]} in {text}")
    return counts, wrong


def measures(data: Path, reader: Reader) -> list[Measure]:
    counts, _ = run(data, reader)
    out = []
    for name, wanted in (("to mask, masked", True), ("to keep, kept", False)):
        for language, told in (("nl", "Dutch"), ("en", "English")):
            right, all_ = (
                counts[language, wanted, wanted],
                counts[language, wanted, True] + counts[language, wanted, False],
            )
            out.append(Measure(SET, f"{told}: {name}", share(right, all_), "share", all_))
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="show every name that is masked or left wrongly")
    args = parser.parse_args()
    reader = Reader()
    for m in measures(DATA, reader):
        print(f"{m.value:.3f}  {m.name} ({m.of})")
    if args.errors:
        print("\n".join(run(DATA, reader)[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
