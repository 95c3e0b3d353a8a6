"""A parsed article: sentences and tokens after Universal Dependencies, tied to the text by offsets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from volgens.model.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word. Names after CoNLL-U; ``i`` and ``head`` count over the whole article, and a root is its own head.

    ``start`` and ``end`` are offsets into the text; the parts of a multi-word token (English *don't*) share them or split
    them where the letters allow. A lemma may be in parts (``raket_aanval``, ``aan_vallen``): see ``parse.lemma``.
    """

    i: int
    start: int
    end: int
    form: str
    lemma: str
    upos: str
    feats: Mapping[str, str] = field(hash=False)
    head: int
    deprel: str
    sentence: int
    rel: str = field(
        init=False, repr=False, compare=False
    )  # the relation without its subtype, which rules ask for all the time

    def __post_init__(self) -> None:
        object.__setattr__(self, "rel", self.deprel.partition(":")[0])

    @property
    def is_root(self) -> bool:
        return self.head == self.i


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` up to, not including, ``last``; ``paragraph`` counts the blocks of the text from 0."""

    i: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the reading model sees it: tokens ``first`` up to, not including, ``last``.

    ``kind`` is PER, LOC, ORG, MISC, WEAPON (a weapon or what carries it, named or not) or UNIT (an armed unit or group). One of the last two may lie
    over one of the others: an armed group is an ORG too.
    """

    first: int
    last: int
    kind: str


def head_of(tokens: Sequence[Token]) -> Token:
    """The token that the others of a stretch hang on: the first whose governor lies outside it. ``tokens`` is not empty."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.is_root or t.head not in inside), tokens[0])


@dataclass(frozen=True)
class Parsed:
    """Tokens and sentences of one article. ``text[token.start:token.end]`` is what stands in the article."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    _children: dict[int, list[Token]] = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: dict[int, list[Token]] = {}
        for t in self.tokens:
            if t.head != t.i:
                below.setdefault(t.head, []).append(t)
        object.__setattr__(self, "_children", below)
        object.__setattr__(self, "_starts", [t.start for t in self.tokens])

    def named(self, token: Token, *kinds: str) -> Name | None:
        """The name of one of the ``kinds`` that the reading model sees over a token, if any."""
        return next((n for n in self.names if n.kind in kinds and n.first <= token.i < n.last), None)

    def children(self, token: Token, *rels: str) -> list[Token]:
        """Direct dependents in text order; with ``rels`` only those whose full or plain relation is among them."""
        found = self._children.get(token.i, ())
        return [t for t in found if t.deprel in rels or t.rel in rels] if rels else list(found)

    def head(self, token: Token) -> Token | None:
        """The governor, or None for a root."""
        return None if token.is_root else self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """From the governor up to the root."""
        while not token.is_root:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token, without: Iterable[str] = ()) -> list[Token]:
        """The token and all below it, in text order; branches whose relation (full or plain) is in ``without`` are left out."""
        skip, out, todo = set(without), [token], [token]
        while todo:
            for child in self.children(todo.pop()):
                if child.deprel not in skip and child.rel not in skip:
                    out.append(child)
                    todo.append(child)
        return sorted(out, key=lambda t: t.i)

    def words(self, sentence: Sentence | int) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        s = self.sentences[sentence] if isinstance(sentence, int) else sentence
        return self.tokens[s.first : s.last]

    def root(self, sentence: Sentence | int) -> Token:
        """The (first) root of a sentence."""
        words = self.words(sentence)
        return next((t for t in words if t.is_root), words[0])

    def span(self, tokens: Iterable[Token]) -> Span:
        """From the first of the tokens to the last, with what lies between."""
        some = list(tokens)
        return self.slice(min(t.start for t in some), max(t.end for t in some))

    def slice(self, start: int, end: int) -> Span:
        return Span(start, end, self.text[start:end])

    def token_at(self, offset: int) -> Token | None:
        """The token that covers ``offset``, else the first that starts after it; None past the last."""
        k = bisect_right(self._starts, offset) - 1
        if k >= 0 and self.tokens[k].end > offset:
            while k > 0 and self.tokens[k - 1].start == self.tokens[k].start:
                k -= 1
            return self.tokens[k]
        return self.tokens[k + 1] if k + 1 < len(self.tokens) else None

    def head_at(self, start: int, end: int) -> Token | None:
        """The head of what stands between two offsets, or of the token they cut; None past the last token."""
        inside = self.within(start, end)
        return head_of(inside) if inside else self.token_at(start)

    def within(self, start: int, end: int) -> list[Token]:
        """Tokens that lie wholly between two offsets."""
        out = []
        for t in self.tokens[bisect_left(self._starts, start) :]:
            if t.start >= end:
                break
            if t.end <= end:
                out.append(t)
        return out
