"""Facts about the shipped model: its hash, files, labels and scores. Loads no network."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from volgens.model import ModelError

_AGAIN = "install the package again"
SUMS = "SHA256SUMS"  # as `sha256sum -c` takes it
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
            raise ModelError("the reading model is not there", str(path), _AGAIN) from error
    return digest.hexdigest()[:16]


def check(folder: Path = DATA) -> None:
    """Is the model the one that was shipped? Raises ``ModelError``, naming the file, where one differs from the sums that lie beside it.

    A folder of one's own without sums is believed; that of the package has to have them. They keep from damage and mix-ups: who can change the
    model in place can change the sums as well.
    """
    path = folder / SUMS
    if not path.exists() and folder != DATA:
        return
    try:
        told = dict(line.split()[::-1] for line in path.read_text("utf8").splitlines())
    except (OSError, ValueError) as error:
        raise ModelError("the sums of the reading model are not there", str(path), _AGAIN) from error
    for name in FILES:
        if told.get(name) != _sum(folder / name):
            raise ModelError("this file is not the one that the sums are of", str(folder / name), _AGAIN)


def pin(folder: Path = DATA) -> None:
    """Writes the sums of the model in ``folder``."""
    (folder / SUMS).write_text("".join(f"{_sum(folder / name)}  {name}\n" for name in FILES), "utf8")


def _sum(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError("the reading model is not there", str(path), _AGAIN) from error


def facts(folder: Path = DATA) -> Facts:
    """Facts about the model in ``folder``. Raises ``ModelError`` where a file is missing, or the scores are of another model."""
    found = model_hash(folder)
    labels = json.loads((folder / "labels.json").read_text("utf8"))
    try:
        measured = json.loads((folder / "scores.json").read_text("utf8"))
    except OSError as error:
        raise ModelError("the model's scores are not there", str(folder), _AGAIN) from error
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
