"""Which names are masked, and which are left: ``python -m evaluation.masking [--errors]``.

Texts of our own (``masking/mentions.tsv``) in which every name of a person is marked as one to mask or one to keep.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from evaluation.measures import Measure, share
from volgens.export.formats import FORMATS
from volgens.export.mask import Masker
from volgens.export.package import write as package
from volgens.export.persons import protected
from volgens.export.source import Source
from volgens.ingest import article_of
from volgens.ledger import Filters, Ledger
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


def leaks(data: Path, reader: Reader, few: int | None = None) -> tuple[int, list[str]]:
    """How many names are looked for in every form of export of a ledger of these texts, and in which form which of them stands: names that are to
    be masked and are seen to be, wherever they stand in the first ``few`` texts, and that nobody bears who is to be kept."""
    some = list(texts(data))[:few]
    kept = {w for _, text, names in some for s, e, wanted in names if not wanted for w in text[s:e].split()}
    seen: set[str] = set()
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "volgens.db") as ledger:
        for n, (language, text, names) in enumerate(some):
            title, url = text.partition(".")[0], f"https://example.org/{n}/{quote(text[:60])}"
            reading = reader.read(article_of(text, title=title, url=url, language=language, published="2025-03-17"))
            ledger.add(reading)
            masked, _ = protected(reader.parser(text, language), reading, load(language))
            spans = [(m.start, m.end) for p in masked for m in p.mentions]
            for start, end, wanted in names:
                if wanted and any(s <= start and end <= e for s, e in spans):
                    seen.add(text[start:end])
                elif wanted:  # told above: it stands in this text, and so in every export
                    kept.update(text[start:end].split())
        seen = {name for name in seen if not kept & set(name.split())}
        source = Source(ledger, Filters(), "http://127.0.0.1:8000", Masker(ledger, reader.parser))
        out = Path(folder) / "out"
        package(source, list(FORMATS.values()), out)
        found = []
        for path in sorted(out.iterdir()):
            held = readable(path).casefold()
            found += [f"{path.name}: {name}" for name in sorted(seen) if name.casefold() in held]
    return len(seen), found


def readable(path: Path) -> str:
    """All that stands in a file, however it is packed."""
    if path.suffix == ".parquet":
        import pyarrow.parquet

        return str(pyarrow.parquet.ParquetFile(path).read().to_pylist())
    return path.read_bytes().decode("utf-8", "replace")


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
    looked, found = leaks(DATA, reader)
    print(f"{looked} masked names looked for in {len(FORMATS)} forms of export: {len(found)} found")
    if args.errors:
        print("\n".join(found))
    if args.errors:
        print("\n".join(run(DATA, reader)[1]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
