"""The reading model on treebanks: the scores of ``training.evaluate``, from raw text, as measures of the gate."""

from pathlib import Path

from training.evaluate import MEASURES, TESTS, evaluate

from evaluation.measures import Measure
from training import treebank
from volgens.parse import Parser


def measures(data: Path, parser: Parser) -> list[Measure]:
    """F1 of each measure on each test set of the folder that holds ``ud/``, in the convention of its annotation. ``of`` is the number of words."""
    out = []
    for name in TESTS:
        words = sum(len(s) for s in treebank.read(data / "ud" / f"{name}.conllu"))
        found = evaluate(parser, data, name)
        raw = found.get("raw, converted", found["raw"])
        out += [Measure("treebanks", f"{name.removesuffix('-ud-test')}, {m}", raw[m], "F1", words) for m in MEASURES]
    return out
