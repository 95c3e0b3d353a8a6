"""Article text to a parsed article."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType

from volgens.model import ModelError, Name, Parsed, Sentence, Token
from volgens.parse.boundary import Boundaries
from volgens.parse.card import DATA, check, model_hash
from volgens.parse.network import Analysis, Network
from volgens.parse.repair import repair
from volgens.parse.segment import Segment, Segmenter

ARTICLES = 32  # read together: short articles alone make small batches
CHARACTERS = 30_000  # of so many together that more of them make no better batches


class Parser:
    """Reads text with the shipped model: ``Parser.load()(text, "nl")``. ``hash`` tells one model from another."""

    def __init__(self, segmenter: Segmenter, network: Network, model_hash: str):
        self.segmenter, self.network, self.hash = segmenter, network, model_hash

    @classmethod
    def load(cls, folder: Path = DATA, threads: int = 0) -> "Parser":
        """The model in ``folder``; ``threads`` 0 takes all cores. Raises ``ModelError`` where a file is missing, damaged, or not the one that
        was shipped."""
        check(folder)
        found = model_hash(folder)
        try:
            network = Network(folder, threads)
            segmenter = Segmenter(folder, Boundaries(folder, network, threads), threads)
        except ImportError:
            raise
        except Exception as error:  # ONNX Runtime and tokenizers raise exceptions of no common kind
            reason = str(error).splitlines()[0]
            raise ModelError(
                f"the reading model is damaged ({reason})", str(folder), "install the package again"
            ) from error
        return cls(segmenter, network, found)

    def read(self, text: str, language: str = "") -> tuple[list[Segment], list[Analysis]]:
        """Sentences with their tokens, and what the network says of the words of each."""
        segments = self.segmenter(text, language)
        return segments, self.network.analyse([[text[a:b] for a, b in s.words()] for s in segments], language)

    def __call__(self, text: str, language: str) -> Parsed:
        """The parsed article. ``language`` is kept; it also says whether a token may be split into words, as in English *don't*."""
        return self.many([(text, language)])[0]

    def many(self, articles: Sequence[tuple[str, str]]) -> list[Parsed]:
        """Several articles, each a text and its language. Each gets exactly the parse that it gets alone, but sooner."""
        out: list[Parsed] = []
        for language, some in groupby(articles, key=itemgetter(1)):
            texts = [text for text, _ in some]
            # A language that is not said is guessed for each article.
            for group in _groups(texts) if language else ([text] for text in texts):
                out += self._together(group, language)
        return out

    def _together(self, texts: list[str], language: str) -> Iterator[Parsed]:
        segments = [self.segmenter(text, language) for text in texts]
        words = [[text[a:b] for a, b in s.words()] for text, some in zip(texts, segments, strict=True) for s in some]
        articles = [k for k, some in enumerate(segments) for _ in some]
        analyses = iter(self.network.analyse(words, language, articles))
        for text, some in zip(texts, segments, strict=True):
            yield repair(_parsed(text, language, some, list(islice(analyses, len(some)))))


def _groups(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts to be read together: ``ARTICLES``, or as many more short ones as have ``CHARACTERS``."""
    group: list[str] = []
    size = 0
    for text in texts:
        if len(group) >= ARTICLES and size + len(text) > CHARACTERS:
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    if group:
        yield group


@lru_cache(maxsize=4096)
def features(label: str) -> Mapping[str, str]:
    """``A=b|C=d`` as a mapping; ``_`` is empty."""
    if label == "_":
        return MappingProxyType({})
    return MappingProxyType(dict(pair.split("=", 1) for pair in label.split("|")))


def _parsed(text: str, language: str, segments: list[Segment], analyses: list[Analysis]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for k, (s, a) in enumerate(zip(segments, analyses, strict=True)):
        base = len(tokens)
        for j, (start, end) in enumerate(s.words()):
            head = base + a.heads[j] - 1 if a.heads[j] else base + j
            feats = features(a.feats[j])
            tokens.append(
                Token(base + j, start, end, text[start:end], a.lemmas[j], a.upos[j], feats, head, a.rels[j], k)
            )
        names += [Name(base + first, base + last, kind) for first, last, kind in a.names]
        sentences.append(Sentence(k, base, len(tokens), s.start, s.end, s.paragraph))
    return Parsed(text, language, tuple(tokens), tuple(sentences), tuple(names))
