"""Are copies found, and nothing else? ``python -m evaluation.copied [--made N] [--errors]``.

Into one ledger go made-up articles (of the sentences in ``evaluation/incidents``), the annotated articles of our own, and cuts of all of them: half
of an article or more, without its title and with a closing line of another outlet. A pair is found where both stand in one group of copies.
Nothing is parsed: the text is all that counts.
"""

import argparse
import itertools
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select

from evaluation import articles, linking
from evaluation.measures import Measure, share
from volgens.ledger import Ledger, schema
from volgens.model import Article, Document, Reading

SET = "copies"
OWN = (articles.HERE, articles.HERE.parent / "second", articles.HERE.parent / "third")
TOLD = 5  # happenings in a made-up article
KEPT = (1.0, 0.8, 0.65, 0.5)  # parts of an article's words in its cuts
Pair = frozenset[str]
CLOSING = ("Lees ook ons overzicht van het laatste nieuws en volg de ontwikkelingen van uur tot uur.",
           "Read more of our coverage and follow the latest developments hour by hour on our pages.")  # fmt: skip


def cut(article: Article, part: float, number: int, rng: random.Random) -> Article:
    """A stretch of the text with so much of its words, at a random place, as another outlet would print it."""
    words = article.text.split(" ")
    kept = max(1, round(len(words) * part))
    start = rng.randrange(0, len(words) - kept + 1)
    text = f"{' '.join(words[start : start + kept])}\n\n{rng.choice(CLOSING)}"
    return article.with_(id=f"{article.id}-cut-{number}", text=text, publisher=f"Outlet {number}", title=None)


def overview(number: int, rng: random.Random, several: Sequence[linking.Happening]) -> Article:
    """A made-up article of two hundred words on some happenings."""
    language = rng.choice(("nl", "en"))
    told = [linking.article(h, number, language, rng) for h in several]
    bodies = [a.text.partition("\n\n")[0] for a in told]
    return told[0].with_(id=f"overview-{number}", text="\n\n".join([*bodies, told[0].text.partition("\n\n")[2]]))


def texts(made: int) -> Iterator[Article]:
    """Originals that have nothing to do with each other: so many made-up ones, and those of our own."""
    rng = random.Random(linking.SEED)
    every = linking.happenings(made * TOLD, rng)
    for n in range(made):
        yield overview(n, rng, every[n * TOLD : (n + 1) * TOLD])
    for folder in OWN:
        for _, article in linking.keyed(folder):
            yield article


def groups(some: Sequence[Article]) -> set[Pair]:
    """Pairs of articles that stand in one group of copies, in a new ledger."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "copies.db") as ledger:
        ledger.add_all(Reading(Document.of(a)) for a in some)
        c = schema.copies.c
        with ledger._reading() as connection:
            rows = connection.execute(select(c.group_id, c.document_id).order_by(c.group_id, c.document_id)).all()
    out: set[Pair] = set()
    for _, group in itertools.groupby(rows, key=lambda r: r[0]):
        out.update(frozenset(p) for p in itertools.combinations([r[1] for r in group], 2))
    return out


def compare(made: int) -> tuple[set[Pair], set[Pair], set[Pair]]:
    """Pairs of an article and a cut of it that are found, those that are not, and pairs found that are none."""
    rng = random.Random(linking.SEED)
    originals = list(texts(made))
    families = [[a, *(cut(a, part, n, rng) for n, part in enumerate(KEPT))] for a in originals]
    every = [a for family in families for a in family]
    rng.shuffle(every)
    found = groups(every)
    wanted = {frozenset((f[0].id, c.id)) for f in families for c in f[1:]}
    allowed = {frozenset(p) for f in families for p in itertools.combinations([a.id for a in f], 2)}
    return found & wanted, wanted - found, found - allowed


def measures(made: int = linking.MADE, name: str = SET) -> list[Measure]:
    found, missed, wrong = compare(made)
    pairs = len(found) + len(missed)
    return [
        Measure(name, "cuts down to half an article", share(len(found), pairs), "recall", pairs),
        Measure(
            name,
            "pairs found that are copies",
            share(len(found), len(found) + len(wrong)),
            "precision",
            len(found) + len(wrong),
        ),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--made", type=int, default=linking.MADE, help=f"made-up articles ({linking.MADE})")
    parser.add_argument("--errors", action="store_true", help="list the pairs that are wrong or missed")
    args = parser.parse_args(arguments)
    found, missed, wrong = compare(args.made)
    print(f"{len(found)} pairs found, {len(missed)} missed, {len(wrong)} that are none")
    for told, pairs in (("missed", missed), ("wrong", wrong)) if args.errors else ():
        for pair in sorted(pairs, key=sorted):
            print(f"  {told:7}{' '.join(sorted(pair))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
