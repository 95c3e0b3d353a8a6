"""CoNLL-U: the ten-column format of Universal Dependencies (https://universaldependencies.org/format.html).

Empty nodes (``8.1``) are read over and not written again: they hang on the enhanced graph (DEPS), which a new tree leaves without sense.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from volgens.model import InputError
from volgens.parse.network import Analysis
from volgens.parse.segment import Segment

NO_SPACE = "SpaceAfter=No"


@dataclass(frozen=True, slots=True)
class Word:
    """One word line; ``head`` counts from 1, 0 is the root, None is not said. Empty columns are ``_``."""

    form: str
    lemma: str = "_"
    upos: str = "_"
    xpos: str = "_"
    feats: str = "_"
    head: int | None = None
    deprel: str = "_"
    deps: str = "_"
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Range:
    """A token of several words, ``first`` to ``last`` counted from 1, as it is written."""

    first: int
    last: int
    form: str
    misc: str = "_"


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence: comment lines with their ``#``, words, and the tokens of more than one word."""

    comments: tuple[str, ...]
    words: tuple[Word, ...]
    ranges: tuple[Range, ...] = ()

    def __str__(self) -> str:
        lines = list(self.comments)
        starts = {r.first: r for r in self.ranges}
        for k, w in enumerate(self.words, 1):
            if k in starts:
                r = starts[k]
                lines.append("\t".join((f"{r.first}-{r.last}", r.form, *"_______", r.misc)))
            head = "_" if w.head is None else str(w.head)
            lines.append("\t".join((str(k), w.form, w.lemma, w.upos, w.xpos, w.feats, head, w.deprel, w.deps, w.misc)))
        return "\n".join(lines) + "\n\n"


def read(lines: Iterable[str], where: str = "") -> Iterator[Block]:
    """Sentences of a CoNLL-U file. Raises ``InputError`` (malformed) with ``where:line`` at the first line that is none."""
    comments: list[str] = []
    words: list[Word] = []
    ranges: list[Range] = []
    number = 0
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\r\n")
        if not line.strip():
            if words:
                yield _block(comments, words, ranges, f"{where}:{number}")
            comments, words, ranges = [], [], []
        elif line.startswith("#"):
            comments.append(line)
        else:
            _line(line, words, ranges, f"{where}:{number}")
    if words:
        yield _block(comments, words, ranges, f"{where}:{number}")


def _line(line: str, words: list[Word], ranges: list[Range], where: str) -> None:
    columns = line.split("\t")
    if len(columns) != 10:
        raise InputError("malformed", f"{len(columns)} columns instead of 10", where, "give a CoNLL-U file")
    number, form, lemma, upos, xpos, feats, head, deprel, deps, misc = columns
    if not form:
        raise InputError("malformed", "a word without form", where, "fill the second column")
    first, dash, last = number.partition("-")
    if dash and first.isdecimal() and last.isdecimal() and len(words) + 1 == int(first) < int(last):
        ranges.append(Range(int(first), int(last), form, misc))
    elif number.isdecimal() and int(number) == len(words) + 1:
        if head != "_" and not head.isdecimal():
            raise InputError("malformed", f"head {head!r} is no number", where, "give a number or _")
        words.append(Word(form, lemma, upos, xpos, feats, int(head) if head != "_" else None, deprel, deps, misc))
    elif not (number.count(".") == 1 and number.replace(".", "").isdecimal()):
        raise InputError(
            "malformed", f"{number!r} where word {len(words) + 1} should be", where, "number the words from 1"
        )


def _block(comments: list[str], words: list[Word], ranges: list[Range], where: str) -> Block:
    if ranges and ranges[-1].last > len(words):
        raise InputError("malformed", f"token {ranges[-1].form!r} goes past the last word", where, "mend the range")
    return Block(tuple(comments), tuple(words), tuple(ranges))


def filled(block: Block, analysis: Analysis) -> Block:
    """The same words with lemma, part of speech, features, head and relation from ``analysis``; XPOS and DEPS are emptied."""
    words = tuple(
        replace(w, lemma=a[0], upos=a[1], feats=a[2], head=a[3], deprel=a[4], xpos="_", deps="_")
        for w, a in zip(block.words, _columns(analysis), strict=True)
    )
    return replace(block, words=words)


def blocks(text: str, segments: Iterable[Segment], analyses: Iterable[Analysis], name: str) -> Iterator[Block]:
    """CoNLL-U of a text: ``# newpar`` where a paragraph starts, ``# sent_id = name-1`` and so on, ``# text``."""
    paragraph = -1
    for number, (s, analysis) in enumerate(zip(segments, analyses, strict=True), 1):
        comments = ["# newpar"] if s.paragraph != paragraph else []
        paragraph = s.paragraph
        comments += [f"# sent_id = {name}-{number}", f"# text = {' '.join(text[s.start : s.end].split())}"]
        words: list[Word] = []
        ranges: list[Range] = []
        rest = _columns(analysis)
        for k, token in enumerate(s.tokens):
            glued = k + 1 < len(s.tokens) and s.tokens[k + 1].start == token.end
            misc = NO_SPACE if glued else "_"
            if len(token.words) > 1:
                first = len(words) + 1
                ranges.append(Range(first, first + len(token.words) - 1, text[token.start : token.end], misc))
                misc = "_"
            for start, end in token.words:
                lemma, upos, feats, head, deprel = next(rest)
                words.append(Word(text[start:end], lemma, upos, "_", feats, head, deprel, "_", misc))
        yield Block(tuple(comments), tuple(words), tuple(ranges))


def _columns(a: Analysis) -> Iterator[tuple[str, str, str, int, str]]:
    return iter(zip(a.lemmas, a.upos, a.feats, a.heads, a.rels, strict=True))
