"""Article text to a parsed article."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from volgens.model import ModelError, Parsed, Sentence, Token
from volgens.parse.network import Analysis, Network
from volgens.parse.segment import Piece, segment

DATA = Path(__file__).parent / "data"
FILES = ("parser.onnx", "relations.npz", "labels.json", "tokenizer.json")


class Parser:
    """Reads text with the shipped model: ``Parser.load()(text, "nl")``."""

    def __init__(self, network: Network, model_hash: str):
        self.network, self.hash = network, model_hash

    @classmethod
    def load(cls, folder: Path = DATA, threads: int = 0) -> "Parser":
        """The model in ``folder``; ``threads`` 0 takes what there is. Raises ``ModelError`` where a file is missing or damaged."""
        digest = hashlib.sha256()
        for name in FILES:
            path = folder / name
            if not path.is_file():
                raise ModelError("the reading model is not there", str(path), "install the package again")
            digest.update(path.read_bytes())
        try:
            network = Network(folder, threads)
        except Exception as error:
            raise ModelError(f"the reading model cannot be loaded: {error}", str(folder), "install the package again") from error
        return cls(network, digest.hexdigest()[:16])

    def __call__(self, text: str, language: str) -> Parsed:
        """The parsed article; ``language`` is kept, the model itself needs none."""
        return self.many([(text, language)])[0]

    def many(self, articles: Sequence[tuple[str, str]]) -> list[Parsed]:
        """Several articles, each a text and its language. Each gets the parse that it gets alone."""
        out = []
        for text, language in articles:
            pieces = segment(text)
            found = self.network.analyse([[form for _, _, form in p.words] for p in pieces])
            out.append(_parsed(text, language, pieces, found))
        return out


@lru_cache(maxsize=4096)
def features(label: str) -> Mapping[str, str]:
    """``A=b|C=d`` as a mapping; ``_`` is empty."""
    if label == "_":
        return MappingProxyType({})
    return MappingProxyType(dict(pair.split("=", 1) for pair in label.split("|")))


def _parsed(text: str, language: str, pieces: list[Piece], found: list[Analysis]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for k, (p, a) in enumerate(zip(pieces, found, strict=True)):
        base = len(tokens)
        for j, (start, end, form) in enumerate(p.words):
            head = base + a.heads[j] - 1 if a.heads[j] else base + j
            tokens.append(Token(base + j, start, end, form, a.lemmas[j], a.upos[j], features(a.feats[j]), head, a.rels[j], k))
        sentences.append(Sentence(k, base, len(tokens), p.words[0][0], p.words[-1][1], p.paragraph))
    return Parsed(text, language, tuple(tokens), tuple(sentences))
