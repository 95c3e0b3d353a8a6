"""Whose names are to be masked: persons who are detained, captured, killed or wounded, and minors (Geneva Convention III, article 13).

Names of persons come from the reading model. One is protected where what befalls it, a noun beside it (*het slachtoffer*, *her daughter*) or an age below
eighteen says so, anywhere in the article. Who speaks in an office, and who is publicly known (``shared/actors.tsv``), keeps the name, but for minors.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from volgens.lexicon import Lexicon, Row
from volgens.lexicon.match import GENITIVE
from volgens.lexicon.shared import shared
from volgens.model import Name, Parsed, Reading, Token, head_of
from volgens.model.names import fold

HARM = ("capture.person", "kill", "injure", "execute", "abduct", "torture", "sexual_violence", "detain", "arrest", "release",
        "exchange.prisoners")  # fmt: skip
# Sources of these kinds speak for themselves rather than for an office.
PRIVATE = ("person", "witness", "anonymous", "document")
OF_AGE = 18
BETWEEN = 4  # words at most between an age and the name after it
BESIDE = (
    "appos",
    "flat",
    "compound",
    "conj",
    "amod",
    "nmod",
    "parataxis",
)  # what a name and a noun for its bearer hang together by
ADDED = (
    "appos",
    "flat",
    "compound",
    "conj",
    "parataxis",
)  # what leads from a name to the head of whom something befalls
MINOR, HARMED = "minor", "harmed"
_GAP = re.compile(r"[^.,;:()!?]*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. ``words``: folded, without a genitive's ending."""

    start: int
    end: int
    words: tuple[str, ...]
    head: Token


@dataclass(frozen=True, slots=True)
class Person:
    """Who is named in an article: ``name`` in full, as it is written first, and where."""

    name: str
    words: frozenset[str]
    mentions: tuple[Mention, ...]


def protected(parsed: Parsed, reading: Reading, words: Lexicon) -> tuple[list[Person], list[Person]]:
    """The persons of an article whose names are to be masked, and the others."""
    people = persons(parsed)
    why = _Reasons(parsed, reading, words)
    masked: list[Person] = []
    for p in people:
        found = {r for m in p.mentions for r in why.of(m)}
        if MINOR in found or (HARMED in found and not why.is_public(p)):
            masked.append(p)
    return masked, [p for p in people if p not in masked]


def persons(parsed: Parsed) -> list[Person]:
    """Who is named. A shorter name is of whom it was a part of last: *Kravets* of Olena Kravets."""
    mentions = list(
        {(m.start, m.end): m for n in parsed.names if n.kind == "PER" for m in (_mention(parsed, n),)}.values()
    )
    found: dict[tuple[str, ...], list[Mention]] = {}
    full = [m for m in mentions if m.words and not any(set(m.words) < set(o.words) for o in mentions)]
    for m in full:
        key = next((k for k in found if set(k) == set(m.words)), m.words)
        found.setdefault(key, []).append(m)
    for m in mentions:
        if m.words and m not in full:
            bearers = [
                (o.start > m.start, abs(o.start - m.start), k)
                for k, some in found.items()
                if set(m.words) < set(k)
                for o in some
            ]
            found[min(bearers)[2]].append(m)
    text = parsed.text
    return [
        Person(text[some[0].start : some[0].end], frozenset(key), tuple(sorted(some, key=lambda m: m.start)))
        for key, some in found.items()
    ]


def _mention(parsed: Parsed, n: Name) -> Mention:
    """A name with all its parts: of *Layla al-Masri* the reading model may see two."""
    tokens = parsed.tokens[n.first : n.last]
    head = head_of(tokens)
    while head.rel == "flat" and (above := parsed.head(head)) is not None:
        head = above
    parts = {head.i, *(t.i for t in parsed.children(head, "flat")), *(t.i for t in tokens)}
    first, last = n.first, n.last
    while first - 1 in parts:
        first -= 1
    while last in parts:
        last += 1
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    bare = GENITIVE.sub("", parsed.text[start:end])
    return Mention(start, start + len(bare), tuple(fold(bare).split()), head)


class _Reasons:
    """Why a name is to be masked, if it is."""

    def __init__(self, parsed: Parsed, reading: Reading, words: Lexicon):
        self._parsed, self._reading = parsed, reading
        self._nouns = words.nouns("protected_nouns")
        self._ages = [(p, row.side) for row in words.rows("age_patterns") for p in (_pattern(row, words),)]
        self._events = [e for e in reading.events if e.type in HARM]  # a denial names them too
        self._known = {fold(str(n)) for r in shared("actors") if r.kind != "person" for n in r.names}

    def of(self, m: Mention) -> Iterator[str]:
        if self._befalls(m):
            yield HARMED
        yield from (str(row.kind) for noun in self._beside(m.head) for row in self._rows(noun))
        if self._is_young(m):
            yield MINOR

    def is_public(self, p: Person) -> bool:
        """Is it somebody who is publicly known, or who speaks in an office?"""
        spans = [(m.start, m.end) for m in p.mentions]
        spoken = ((c.source.start, c.source.end) for c in self._reading.claims if c.source.kind not in PRIVATE)
        speaks = any(
            s is not None and e is not None and s < end and start < e for s, e in spoken for start, end in spans
        )
        return speaks or " ".join(fold(p.name).split()) in self._known

    def _rows(self, noun: Token) -> Iterable[Row]:
        return (match.row for match in self._nouns.find(noun)) if noun.upos in ("NOUN", "ADJ", "VERB", "PROPN") else ()

    def _beside(self, head: Token) -> Iterator[Token]:
        """The nouns that stand for the bearer of a name: beside it, or what it is said to be."""
        before = self._parsed.tokens[head.i - 1] if head.i else None
        if before is not None and before.sentence == head.sentence:
            yield before
        yield from (
            t
            for t in self._parsed.children(head, *BESIDE)
            if not self._parsed.children(t, "case") and t.deprel != "conj"
        )
        governor = self._parsed.head(head)
        if (
            governor is not None
            and head.rel in ("appos", "flat", "compound", "nmod")
            and not self._parsed.children(head, "case")
        ):
            yield governor
        first = head
        while first.rel == "conj" and (governor := self._parsed.head(first)) is not None:
            first = governor
        if first is not head and self._parsed.children(first, "cop"):
            yield from self._parsed.children(first, "nsubj")
        if self._parsed.children(head, "cop"):
            yield from self._parsed.children(head, "nsubj")
        governor = self._parsed.head(head)
        if governor is not None and head.rel == "nsubj" and governor.upos in ("NOUN", "ADJ"):
            yield governor

    def _befalls(self, m: Mention) -> bool:
        """Is the bearer of the name whom an event befalls, or one of several?"""
        for e in self._events:
            whom = e.patient
            if whom is not None:
                head = self._parsed.head_at(whom.start, whom.end)
                if head is not None and (head.i == m.head.i or head.i in self._leads(m.head)):
                    return True
                if whom.start <= m.start and m.end <= whom.end and self._is_all(m, whom.start, whom.end):
                    return True
            act = self._parsed.token_at(e.trigger.start)
            roles = ("nsubj:pass", "obj") if e.agent is not None else ("nsubj:pass", "obj", "nsubj")
            if (
                act is not None
                and whom is None
                and any(t.head == act.i and t.deprel in roles for t in self._up(m.head))
            ):
                return True
        return False

    def _is_all(self, m: Mention, start: int, end: int) -> bool:
        """Is the name the last thing in the words for a person, so that they are of its bearer: *de leraar Jan Bos*?"""
        return m.end == end and not any(t.deprel == "case" for t in self._parsed.within(start, m.start))

    def _up(self, token: Token) -> Iterator[Token]:
        yield token
        while token.rel in ADDED and (above := self._parsed.head(token)) is not None:
            token = above
            yield token

    def _leads(self, token: Token) -> set[int]:
        return {t.i for t in self._up(token)}

    def _is_young(self, m: Mention) -> bool:
        """Does an age below eighteen stand beside it?"""
        sentence = self._parsed.sentences[m.head.sentence]
        before = self._parsed.text[sentence.start : m.start]
        after = self._parsed.text[m.end : sentence.end]
        for pattern, side in self._ages:
            if side == "after" and pattern.match(after.lstrip() if not after.startswith(" ,") else after):
                return True
            if side == "before":
                for found in pattern.finditer(before):
                    gap = before[found.end() :]
                    if (
                        _GAP.fullmatch(gap)
                        and len(gap.split()) <= BETWEEN
                        and not self._another(sentence.start + found.end(), m)
                    ):
                        return True
        return False

    def _another(self, since: int, m: Mention) -> bool:
        """Is somebody else named between?"""
        tokens = self._parsed.tokens
        starts = (tokens[n.first].start for n in self._parsed.names if n.kind == "PER")
        return any(since <= s < m.start for s in starts)


@lru_cache(maxsize=256)
def _numbers(words: Lexicon) -> str:
    """Ages of minors as they are written, in digits and in words."""
    told = [
        str(r.word)
        for r in words.rows("number_words")
        if r.kind == "number" and r.value is not None and 0 < r.value < OF_AGE
    ]
    return "|".join(
        (r"\b1[0-7]", r"\b[1-9](?!\d)", *(rf"\b{re.escape(w)}" for w in sorted(told, key=len, reverse=True)))
    )


def _pattern(row: Row, words: Lexicon) -> re.Pattern[str]:
    first, _, last = str(row.pattern).partition("{n}")
    start, end = (r"\s*".join(map(re.escape, part.split())) for part in (first, last))
    gap = r"\s+" if first.endswith(" ") and first.strip() else r"\s*"
    then = r"\s+" if last.startswith(" ") else ""
    stop = r"(?!\w)" if not last or last[-1:].isalnum() else ""
    lead = r",?\s*" if row.side == "after" and not first.startswith((",", "(")) else ""
    return re.compile(f"{lead}{start}{gap}(?:{_numbers(words)}){then}{end}{stop}", re.IGNORECASE)


def row_fires(row: Row, parsed: Parsed, words: Lexicon) -> bool:
    """Does an age pattern fire on its example? What the lexicon's check asks."""
    return _pattern(row, words).search(parsed.text) is not None


def is_young(sentence: str, words: Lexicon) -> bool:
    """May an age below eighteen be told in the text? Quick, for texts that hold nothing of the kind."""
    return any(_pattern(row, words).search(sentence) for row in words.rows("age_patterns"))


TABLES: Sequence[str] = ("age_patterns",)
