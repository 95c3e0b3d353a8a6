"""Score readings against annotated articles: ``python -m evaluation.articles [FOLDER] [--errors [KIND]]``.

Reads every article of the folder (``evaluation/articles`` where none is named) with the shipped reader and compares the records with the
annotation, field by field (``evaluation/scoring.py`` says how). Counts are over all articles together.
"""

import argparse
import sys
from pathlib import Path

from evaluation.gold import GoldError, gold_file
from evaluation.scoring import Comparison, Scores
from volgens.ingest import article_of
from volgens.reader import Reader

HERE = Path(__file__).parent / "articles"


def score(folder: Path = HERE, reader: Reader | None = None) -> Scores:
    """The scores of the reader, the shipped one where none is given, on all annotated articles of a folder.

    Raises FileNotFoundError where the folder has none, GoldError for one that cannot be scored against.
    """
    reader, scores = reader or Reader(), Scores()
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no annotated articles (*.json) there")
    for path in paths:
        gold = gold_file(path)
        fields = {k: gold.get(k) for k in ("language", "published", "title", "publisher", "url")}
        Comparison(gold, reader.read(article_of(gold["text"], **fields)), scores).add()
    return scores


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--errors", nargs="?", const="", metavar="WORD", help="list what is wrong, all or what has WORD in it")  # fmt: skip
    args = parser.parse_args()
    try:
        scores = score(args.folder)
    except (FileNotFoundError, GoldError) as e:
        parser.error(str(e))
    for m in scores.measures("articles"):
        c = scores.found.get(m.name) or scores.fields[m.name]
        read = f", {c.read} read" if m.name in scores.found else ""
        print(f"{m.value:.3f}  {m.name:58} {c.right} right of {c.annotated} annotated{read}")
    for line in scores.errors if args.errors is not None else ():
        if args.errors in line:
            print("  " + line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
