"""Facts about the shipped model: its hash, files, labels and scores. Loads no network."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from volgens.model import ModelError

DATA = Path(__file__).parent / "data"
FILES = (
    "parser.onnx",
    "relations.onnx",
    "names.onnx",
    "labels.json",
    "tokenizer.json",
    "lemmas.npz",
    "segmenter.onnx",
    "segmenter.json",
    "boundaries.onnx",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """``files`` are sizes in bytes; ``scores[treebank][raw or gold][measure]`` is an F1 from 0 to 1, ``names[set][kind or all]`` too."""

    folder: Path
    hash: str
    epochs: float
    languages: tuple[str, ...]
    upos: int
    feats: int
    relations: int
    files: dict[str, int]
    scores: dict[str, dict[str, dict[str, float]]]
    names: dict[str, dict[str, float]]


def model_hash(folder: Path) -> str:
    """16 hex digits of the files that a parse depends on. Raises ``ModelError`` where one is missing."""
    digest = hashlib.sha256()
    for name in FILES:
        path = folder / name
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise ModelError("the reading model is not there", str(path), "install the package again") from error
    return digest.hexdigest()[:16]


def facts(folder: Path = DATA) -> Facts:
    """Facts about the model in ``folder``. Raises ``ModelError`` where a file is missing, or the scores are of another model."""
    found = model_hash(folder)
    labels = json.loads((folder / "labels.json").read_text("utf8"))
    try:
        measured = json.loads((folder / "scores.json").read_text("utf8"))
    except OSError as error:
        raise ModelError("the model's scores are not there", str(folder), "install the package again") from error
    if measured["model"] != found:
        raise ModelError(
            f"scores.json is of model {measured['model']}, not {found}", str(folder), "run training.evaluate again"
        )
    with np.load(folder / "lemmas.npz") as stored:
        languages = tuple(stored["languages"].tolist())
    return Facts(
        folder,
        found,
        labels["epoch"],
        languages,
        len(labels["upos"]),
        len(labels["feats"]),
        len(labels["rel"]),
        {name: (folder / name).stat().st_size for name in FILES},
        measured["scores"],
        measured["names"],
    )
