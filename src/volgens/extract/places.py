"""Names that may be places: found here, described by the words around them in ``place_cues``. Which place a name is, is for ``resolve.place_choice``.

A name comes from a table (countries, regions, exonyms) or is a run of words written with capitals. Capitals that follow a name from a table make it
a part of a body's name (*Israel Defense Forces*), unless they are a title (*Kyiv Mayor Petar Ilin*).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.place_cues import CUES, NAME_TAGS, PlaceName, leads_in
from volgens.extract.place_words import Known, PlaceWords, bare, capitalised
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Reason, Sentence, Token, head_of

__all__ = ["PlaceName", "find", "words_of"]

WAY, WAY_CUE = 2, 2  # words between the ends of a way; how much being one speaks for a place
KINDS = PERSON, PLACE, *_ = "PER", "LOC", "ORG", "MISC"  # of the reading model's names
TOLD = 2  # times that the model must take a name for a person's: it errs about one in eight
JOINTS = ("-", "–", "'", "’")


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens of a name: in text order, without gaps."""

    tokens: tuple[Token, ...]
    end: int
    row: Row | None


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> PlaceWords:
    return PlaceWords.of(lexicon)


def find(parsed: Parsed, lexicon: Lexicon) -> tuple[PlaceName, ...]:
    """All names in the article that may be places, in text order, none within another."""
    words = words_of(lexicon)
    bodies = _bodies(parsed, words)
    out: list[PlaceName] = []
    for s in parsed.sentences:
        runs = _runs(parsed, words, s, bodies)
        out.extend(_describe(parsed, words, run, bodies) for run in runs)
    return _persons(parsed, _joined(parsed, words, out))


def _persons(parsed: Parsed, names: Sequence[PlaceName]) -> tuple[PlaceName, ...]:
    """Names that the reading model takes for a person's wherever they stand, where no table knows them and nothing around them speaks for a place."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for n in names:
        found = parsed.named(parsed.tokens[n.head], *KINDS)
        placed = n.row is not None or n.cue > 0 or n.facility
        kinds[n.name].append(PLACE if placed else found.kind if found else "")
    persons = {name for name, seen in kinds.items() if set(seen) == {PERSON} and len(seen) >= TOLD}
    return tuple(replace(n, against="person") if n.name in persons and not n.against else n for n in names)


def _bodies(parsed: Parsed, words: PlaceWords) -> list[tuple[int, int]]:
    """Where known actors and outlets are named."""
    out = []
    for s in parsed.sentences:
        tokens = parsed.words(s)
        for k, t in enumerate(tokens):
            if not capitalised(t) and t.upos not in NAME_TAGS:
                continue
            for n in range(min(6, len(tokens) - k), 0, -1):
                text = parsed.text[t.start : tokens[k + n - 1].end]
                if text in words.bodies or bare(text) in words.bodies:
                    out.append((t.start, tokens[k + n - 1].end))
                    break
    return out


def _within(start: int, end: int, bodies: Sequence[tuple[int, int]]) -> bool:
    """Is the name only a part of a body's name: *Israel* in *Israel Defense Forces*?"""
    return any(a <= start and end <= b and b - a > end - start + 2 for a, b in bodies)


# Runs of words that are one name


def _runs(parsed: Parsed, words: PlaceWords, sentence: Sentence, bodies: Sequence[tuple[int, int]]) -> list[_Run]:
    tokens = parsed.words(sentence)
    known = {
        k.first: k for k in words.known(parsed, tokens) if not _within(parsed.tokens[k.first].start, k.end, bodies)
    }
    out: list[_Run] = []
    k = 0
    while k < len(tokens):
        t = tokens[k]
        table = known.get(t.i)
        if table:
            run, k = _known_run(parsed, words, tokens, table)
            if run:
                out.append(run)
            continue
        if not _begins(words, t, first=k == 0):
            k += 1
            continue
        last = k + 1
        while last < len(tokens) and tokens[last].i not in known and _continues(words, tokens, last):
            last += 1
        run_tokens = tuple(tokens[k:last])
        out.extend(_split(words, run_tokens))
        k = last
    return out


def _begins(words: PlaceWords, token: Token, first: bool) -> bool:
    """Can a name begin here? At the head of a sentence every word has a capital, so there the tag decides."""
    if (
        not capitalised(token)
        or token.form[0] in JOINTS
        or words.people(token)
        or bare(token.form).lower() in words.calendar
    ):
        return False
    if "-" in token.form and token.form.rpartition("-")[2].lower() in words.peoples:  # pro-Russian
        return False
    return token.upos in NAME_TAGS or (not first and token.upos in ("NOUN", "ADJ", "VERB", "INTJ", "ADV"))


def _continues(words: PlaceWords, tokens: Sequence[Token], k: int) -> bool:
    before, t = tokens[k - 1], tokens[k]
    if t.start == before.end:  # a name that is written with hyphens or apostrophes and cut at them
        joint = t.form in JOINTS and k + 1 < len(tokens) and tokens[k + 1].start == t.end
        glued = (before.form[-1] in JOINTS or t.form[0] in JOINTS[:2]) and capitalised(t)  # Fada N'Gourma, Deir ez-Zor
        return joint or before.form in JOINTS or glued
    if t.start - before.end > 1 or before.form.endswith(("'s", "’s")) or words.people(t):
        return False
    if capitalised(t) and t.upos not in ("PUNCT", "NUM", "DET", "PRON", "ADP"):
        return bare(t.form).lower() not in words.calendar
    inside = t.rel in ("flat", "compound") and t.head in (before.head, before.i) and t.upos in NAME_TAGS
    return inside and k + 1 < len(tokens) and capitalised(tokens[k + 1])


def _split(words: PlaceWords, tokens: tuple[Token, ...]) -> Iterable[_Run]:
    """A run cut before and after the titles in it: *Rusovar Mayor Petar Ilin* is a place, an office and a person."""
    part: list[Token] = []
    for t in tokens:
        if words.title(t) and len(tokens) > 1:
            if part:
                yield _Run(tuple(part), part[-1].end, None)
            part = []
        else:
            part.append(t)
    if part:
        cut = bare(part[-1].form)
        yield _Run(tuple(part), part[-1].start + len(cut), None)


def _known_run(parsed: Parsed, words: PlaceWords, tokens: Sequence[Token], known: Known) -> tuple[_Run | None, int]:
    """The run of a name from the tables, and where to go on. Capitals that follow make it part of a longer name, unless they are a title."""
    first = tokens[0].i
    k = known.last - first
    run = parsed.tokens[known.first : known.last]
    if known.end < run[-1].end or k >= len(tokens):
        return _Run(tuple(run), known.end, known.row), k
    following = tokens[k]
    part_of_more = (
        capitalised(following)
        and following.start - run[-1].end == 1
        and following.upos in (*NAME_TAGS, "NOUN", "ADJ")
        and not words.title(following)
        and not following.form.endswith(".")  # Gov., Sen., Gen.
        and not words.people(following)
        and bare(following.form).lower() not in words.calendar
        and not words.place_nouns.find(following)
    )
    if not part_of_more:
        return _Run(tuple(run), known.end, known.row), k
    last = k + 1
    while last < len(tokens) and _continues(words, tokens, last):
        last += 1
    longer = tuple(tokens[known.first - first : last])
    if words.facilities.find(longer[-1]):
        return _Run(longer, longer[-1].start + len(bare(longer[-1].form)), None), last
    return None, last


def _describe(parsed: Parsed, words: PlaceWords, run: _Run, bodies: Sequence[tuple[int, int]]) -> PlaceName:
    """The name with all that the words around it say."""
    first = run.tokens[0]
    head = head_of(run.tokens)
    span = parsed.slice(first.start, run.end)
    name = PlaceName(span.start, span.end, span.text, span.text, head.i, tuple(t.i for t in run.tokens), run.row)
    if run.row:
        name = replace(name, because=(Reason("place.table", run.row.where),))
    for look in CUES:
        name = look(parsed, words, name)
    if any(a < name.end and name.start < b for a, b in bodies) and run.row is None:
        name = replace(name, against="actor")
    return name


def _way(parsed: Parsed, start: PlaceName, goal: PlaceName) -> bool:
    """Are they the ends of a way: *sailing from X to Y*, *de weg van X naar Y*?"""
    between = goal.tokens[0] - start.tokens[-1] - 1
    same = parsed.tokens[start.head].sentence == parsed.tokens[goal.head].sentence
    ends = start.role in ("from", "of") and goal.role == "to"
    return same and ends and between <= WAY and not start.against and not goal.against


def _joined(parsed: Parsed, words: PlaceWords, names: Sequence[PlaceName]) -> tuple[PlaceName, ...]:
    """Names coordinated with another get its cue and role: *in X, Y en Z*; a name right after a comma may be what holds the one before."""
    by_head = {n.head: k for k, n in enumerate(names)}
    out = list(names)
    for k, n in enumerate(names):
        head = parsed.tokens[n.head]
        if k and leads_in(parsed, words, names[k - 1], n):
            out[k - 1] = replace(out[k - 1], inside=k)
            if n.against == "person":  # the name before the comma was taken for a title
                out[k] = n = replace(n, against=None)
        if k and _way(parsed, names[k - 1], n):
            out[k - 1] = replace(out[k - 1], cue=max(out[k - 1].cue, WAY_CUE))
            out[k] = n = replace(n, cue=max(n.cue, WAY_CUE))
        if head.rel != "conj":
            continue
        above = by_head.get(head.head)
        if above is not None and above < k:
            first = out[above]
            kind = n.kind or (first.kind if first.several else None)
            out[k] = replace(n, joined=above, cue=max(n.cue, first.cue), role=n.role or first.role, kind=kind)
    return tuple(out)
