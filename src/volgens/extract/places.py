"""Names that may be places, and what the words around them say about that. Which place a name is, is for ``resolve.gazetteer``.

A name comes from a table (countries, regions, exonyms) or is a run of words written with capitals. Around it are looked for: the preposition
before it, the noun it stands beside (*de stad X*, *X province*, *X, een dorp in ...*), an office (*burgemeester van X*), and what speaks against a
place: a person's title, a known actor, more capitals that make it the name of a body (*Israel Defense Forces*).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.place_words import Known, PlaceWords, bare, capitalised
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Reason, Sentence, Token

NAME_TAGS = ("PROPN", "X")
OFFICE = "office"  # a noun for who holds an office: its name is a person's, the place stands after *of*
AREA = "area"  # a noun that speaks for a place and tells no kind: *het noorden van X*
DONE_TO_PLACES = (
    "capture.territory",
    "retake.territory",
    "besiege",
    "blockade",
    "attack.shelling",
    "attack.bombing",
    "evacuate",
)
OFFICE_REACH = 6  # words between an office and its *of X*: gouverneur Petar Ilin van X
SUB_CITY = "district"
JOINTS = ("-", "–", "'", "’")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A mention that may be a place. ``name`` is what to look up; ``start``/``end``/``text`` are what the record shows.

    ``kind``: the kind that a noun beside it tells. ``cue``: how much the words around it speak for a place, from -2 to 4.
    ``role``: at, near, to, from, of, about, after its preposition. ``against``: why it is hardly one (person, actor, body, stop), if so.
    ``facility``: a building or site that bears a name of its own; ``name`` is then that name alone.
    ``site`` is where the noun before such a name starts (*kerk* in *de kerk van de Heilige Theresa*), if one does.
    ``several``: the noun is plural and holds for the names that follow too (*de steden X en Y*).
    ``joined`` is the index, in what ``find`` returns, of the name it is coordinated with, ``inside`` that of the name after its comma
    (*Kherson, Ukraine*).
    """

    start: int
    end: int
    text: str
    name: str
    head: int
    tokens: tuple[int, ...]
    row: Row | None
    kind: str | None = None
    cue: int = 0
    role: str | None = None
    against: str | None = None
    facility: bool = False
    site: int | None = None
    several: bool = False
    joined: int | None = None
    inside: int | None = None
    because: tuple[Reason, ...] = ()


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
    return _joined(parsed, out)


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
        return (t.form in JOINTS and k + 1 < len(tokens) and tokens[k + 1].start == t.end) or before.form in JOINTS
    if t.start - before.end > 1 or before.form.endswith(("'s", "’s")) or words.people(t):
        return False
    if capitalised(t) and t.upos not in ("PUNCT", "NUM", "DET", "PRON", "ADP"):
        return bare(t.form).lower() not in words.calendar
    inside = t.rel in ("flat", "compound") and t.head == before.head and t.upos in NAME_TAGS
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


# What the words around a name say


def _describe(parsed: Parsed, words: PlaceWords, run: _Run, bodies: Sequence[tuple[int, int]]) -> PlaceName:
    first = run.tokens[0]
    inside = {t.i for t in run.tokens}
    head = next((t for t in run.tokens if t.is_root or t.head not in inside), first)
    span = parsed.slice(first.start, run.end)
    name = PlaceName(span.start, span.end, span.text, span.text, head.i, tuple(t.i for t in run.tokens), run.row)
    if run.row:
        name = replace(name, because=(Reason("place.table", run.row.where),))
    for look in (_stopped, _after, _before, _apposed, _preposition, _person, _compound, _acted_on):
        name = look(parsed, words, name)
    if any(a < name.end and name.start < b for a, b in bodies) and run.row is None:
        name = replace(name, against="actor")
    return name


def _stopped(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    row = words.stops.get(n.name)
    if row is None or (n.row is not None and row.unless == "never"):
        return n
    return replace(n, against="stop" if row.unless == "never" else "stop:unless")


def _after(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """A noun after the name: *the X region*, *X province*, *X district*; or in it: *Salam Port*, *X-ziekenhuis*."""
    last = parsed.tokens[n.tokens[-1]]
    if len(n.tokens) > 1 and n.row is None:
        site, area = words.facilities.find(last), words.place_nouns.find(last)
        if site:
            own = parsed.text[n.start : parsed.tokens[n.tokens[-2]].end]
            return replace(n, name=bare(own), facility=True, cue=3, because=(Reason("place.facility", site.where),))
        if area and area.position != "before":
            own = parsed.text[n.start : parsed.tokens[n.tokens[-2]].end]
            return _with_kind(replace(n, name=own), area, 3)
    elif "-" in last.form and n.row is None:
        own, _, end = last.form.rpartition("-")
        site = words.facilities.find(last) if end.islower() else None
        area = words.place_nouns.find(last) if end.islower() else None
        if site:
            return replace(n, name=own, facility=True, cue=3, because=(Reason("place.facility", site.where),))
        if area:
            return _with_kind(replace(n, name=own), area, 3)
    following = parsed.tokens[last.i + 1] if last.i + 1 < len(parsed.tokens) else None
    if following is None or following.sentence != last.sentence or n.end != last.end or following.start - n.end > 1:
        return n
    if following.upos not in ("NOUN", "PROPN"):
        return n
    found = words.place_nouns.find(following)
    if found and found.position in ("after", "both") and not _is_plural(following):
        row = found
        known = _with_kind(n, row, 3)
        if row.kind in (SUB_CITY, "admin2") and n.row is None:
            return replace(known, end=following.end, text=parsed.text[n.start : following.end])
        return known
    return n


def _is_plural(token: Token) -> bool:
    return token.feats.get("Number") == "Plur"


def _with_kind(n: PlaceName, row: Row, cue: int, tells: bool = True) -> PlaceName:
    """The name with a cue, and where the noun ``tells`` one, a kind."""
    kind = n.kind if row.kind == AREA or not tells else row.kind
    return replace(n, kind=kind, cue=max(n.cue, cue), because=(*n.because, Reason("place.noun", row.where)))


def _before(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """A noun before the name: *de stad X*, *the city of X*, *gouverneur Petar Ilin van X*, *station X*, *kerk van X*."""
    k = n.tokens[0] - 1
    first = parsed.tokens[n.tokens[0]]
    tokens = parsed.tokens
    skipped_of = False
    while (
        k >= 0
        and tokens[k].sentence == first.sentence
        and tokens[k].upos in ("DET", "ADP", "PUNCT")
        and first.i - k <= 3
    ):
        if tokens[k].upos == "ADP":
            prep = words.prepositions.get(tokens[k].form.lower())
            if skipped_of or prep is None or prep.role not in ("of",):
                return n
            skipped_of = True
        elif tokens[k].upos == "PUNCT" and tokens[k].form not in ("'", "‘", "“", '"'):
            return n
        k -= 1
    if k < 0 or tokens[k].sentence != first.sentence:
        return n
    noun = tokens[k]
    if noun.upos == "NOUN":
        area = words.place_nouns.find(noun)
        if area and area.position != "after" and (skipped_of or area.position != OFFICE):
            told = _with_kind(n, area, 2 if area.position == OFFICE else 3, tells=not skipped_of or area.of == "is")
            return replace(told, several=_is_plural(noun))
        site = words.facilities.find(noun)
        beside = skipped_of or (first.head == noun.i or parsed.tokens[n.head].head == noun.i)
        if site and beside and n.row is None and not n.facility:
            return _site(n, noun, site)
    if skipped_of:
        office = _office_before(parsed, words, k)
        if office:
            return _with_kind(n, office, 2)
    return n


def _site(n: PlaceName, noun: Token, row: Row) -> PlaceName:
    """*de kerk van de Heilige Theresa*: a facility, if its name turns out to be no place of its own."""
    return replace(n, facility=True, cue=3, site=noun.start, because=(*n.because, Reason("place.facility", row.where)))


def _office_before(parsed: Parsed, words: PlaceWords, k: int) -> Row | None:
    """The office whose holder is named before *of X*: *gouverneur Petar Ilin van X*."""
    for t in reversed(parsed.tokens[max(0, k - OFFICE_REACH) : k + 1]):
        if t.sentence != parsed.tokens[k].sentence or t.upos not in ("PROPN", "NOUN", "X", "ADP", "ADJ"):
            return None
        found = words.place_nouns.find(t) if t.upos in ("NOUN", "PROPN") else None
        if found and found.position == OFFICE:
            return found
    return None


def _apposed(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """A noun set beside the name: *X, een dorp in ...*."""
    head = parsed.tokens[n.head]
    for child in parsed.children(head, "appos"):
        if child.i in n.tokens or child.upos != "NOUN":
            continue
        found = words.place_nouns.find(child)
        if found and found.kind != AREA and found.position != OFFICE:
            return _with_kind(n, found, 3)
    return n


def _preposition(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """The preposition before the name, by the tree or right before it."""
    head = parsed.tokens[n.head]
    cases = [c for c in parsed.children(head, "case") if c.i < n.tokens[0]]
    if not cases:
        k = n.tokens[0] - 1
        while k >= 0 and parsed.tokens[k].upos == "DET" and parsed.tokens[k].sentence == head.sentence:
            k -= 1
        if k >= 0 and parsed.tokens[k].upos == "ADP" and parsed.tokens[k].sentence == head.sentence:
            cases = [parsed.tokens[k]]
    for case in cases:
        row = words.prepositions.get(case.form.lower())
        if row:
            return replace(n, role=n.role or row.role, cue=max(n.cue, row.strength))
    return n


def _person(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """A title or the word for a body beside the name makes it a person or a body: *president X*, *persbureau X*."""
    if n.row is not None or n.against or n.facility or n.kind:
        return n
    head = parsed.tokens[n.head]
    above = parsed.head(head)
    beside = [parsed.tokens[n.tokens[0] - 1]] if n.tokens[0] > 0 else []
    if (
        above is not None
        and head.rel in ("appos", "flat", "nmod")
        and abs(above.i - head.i) <= 3
        and not parsed.children(head, "case")
    ):
        beside.append(above)
    for noun in beside:
        if noun.sentence != head.sentence or noun.i in n.tokens or noun.upos not in ("NOUN", "PROPN", "ADJ"):
            continue
        if (
            noun.upos == "PROPN"
            and (noun.i in n.tokens or not words.person(noun))
            and noun is above
            and head.rel == "flat"
        ):
            return replace(n, against="person")
        area = words.place_nouns.find(noun)
        if area and area.position != OFFICE:
            continue
        if noun.upos in ("NOUN", "PROPN") and words.person(noun):
            return replace(n, against="person")
        if noun is above and head.rel in ("appos", "flat") and noun.upos == "NOUN" and noun.i < head.i and n.cue < 1:
            return replace(n, against="apposed")
    return n


def _compound(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """A possessive or a name before another noun (*Rusovar residents*, *Rusovar's mayor*) speaks a little for a place.

    An abbreviation there is as good as an adjective (*US officials*), and adjectives are no places.
    """
    head = parsed.tokens[n.head]
    if (
        n.row is not None
        and n.text.isupper()
        and head.deprel in ("compound", "amod", "nmod:unmarked")
        and head.head > head.i
    ):
        return replace(n, against="adjective")
    above = parsed.head(head)
    if (
        n.row is None
        and head.deprel == "nmod:poss"
        and above is not None
        and capitalised(above)
        and above.upos == "PROPN"
    ):
        return replace(n, against="person")  # St. Peter's Square
    if n.cue == 0 and head.deprel in ("nmod:poss", "compound") and not n.against:
        return replace(n, cue=1 if n.row is None and len(n.tokens) <= 2 else n.cue)
    return n


def _acted_on(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """The object of a verb for what is done to places: *the army retook X*, *X was shelled*."""
    head = parsed.tokens[n.head]
    verb = parsed.head(head)
    if n.cue >= 2 or n.against or verb is None or head.deprel not in ("obj", "nsubj:pass"):
        return n
    for m in words.lexicon.lemmas("events").find(parsed, verb):
        if m.row.event_type in DONE_TO_PLACES:
            return replace(n, cue=2, because=(*n.because, Reason("place.object", m.row.where)))
    return n


def _joined(parsed: Parsed, names: Sequence[PlaceName]) -> tuple[PlaceName, ...]:
    """Names coordinated with another get its cue and role: *in X, Y en Z*; a name right after a comma may be what holds the one before."""
    by_head = {n.head: k for k, n in enumerate(names)}
    out = list(names)
    for k, n in enumerate(names):
        head = parsed.tokens[n.head]
        if k and names[k - 1].tokens[-1] + 2 == n.tokens[0] and parsed.tokens[n.tokens[0] - 1].form == ",":
            out[k - 1] = replace(out[k - 1], inside=k)
            if n.against == "person":  # the name before the comma was taken for a title
                out[k] = n = replace(n, against=None)
        if head.rel != "conj":
            continue
        above = by_head.get(head.head)
        if above is not None and above < k:
            first = out[above]
            kind = n.kind or (first.kind if first.several else None)
            out[k] = replace(n, joined=above, cue=max(n.cue, first.cue), role=n.role or first.role, kind=kind)
    return tuple(out)
