"""What the words around a name say about its being a place, and of which kind.

Each cue is a function that takes a name and gives it back with what it found: the noun beside it (*de stad X*, *X province*, *X, een dorp in ...*),
an office (*burgemeester van X*), the preposition, the verb whose object it is; and against a place: a person's title, a stop name, a longer name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from volgens.extract.dateline import datelines
from volgens.extract.place_words import PlaceWords, bare, capitalised
from volgens.lexicon import Row
from volgens.model import Parsed, Reason, Token

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
    "damage.infrastructure",
)
DONE_TO_BOTH = (
    "attack.other",
    "attack.airstrike",
    "attack.drone",
    "attack.missile",
    "offensive",
)  # to places, and to people
LISTING = (",", ":", "–", "—")  # between a noun for several places and their names
LINK = 6  # words between a place and what it lies in: X, in het oosten van Y
OFFICE_REACH = 6  # words between an office and its *of X*: gouverneur Petar Ilin van X
SUB_CITY = "district"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A mention that may be a place. ``name`` is what to look up; ``start``/``end``/``text`` are what the record shows.

    ``kind``: the kind that a noun beside it tells. ``cue``: how much the words around it speak for a place, from -2 to 4.
    ``role``: at, near, to, from, of, about, after its preposition. ``against``: why it is hardly one (person, actor, body, stop), if so.
    ``facility``: a building or site that bears a name of its own; ``name`` is then that name alone.
    ``site`` is the stretch of such a name with its noun, where that stands apart: *kerk van de Heilige Theresa*, *Bilal mosque*.
    ``several``: the noun is plural and holds for the names that follow too (*de steden X en Y*).
    ``joined`` is the index, in what ``find`` returns, of the name it is coordinated with, ``inside`` that of the name that follows as what
    holds it (*Kherson, Ukraine*; *X, in het oosten van Y*). ``typed`` is the end of the noun after the name that tells the kind (*X region*).
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
    site: tuple[int, int] | None = None
    several: bool = False
    joined: int | None = None
    inside: int | None = None
    typed: int | None = None
    because: tuple[Reason, ...] = ()


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
        if site and any(parsed.tokens[i].upos in NAME_TAGS for i in n.tokens[:-1]):
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
    built = words.facilities.find(following)
    named = any(parsed.tokens[i].upos in NAME_TAGS for i in n.tokens)
    if built and named and n.row is None and not n.against and not _is_plural(following):
        return replace(
            n, facility=True, site=(n.start, following.end), because=(*n.because, Reason("place.facility", built.where))
        )
    found = words.place_nouns.find(following)
    if found and found.position in ("after", "both") and not _is_plural(following):
        row = found
        known = _with_kind(n, row, 3)
        if row.kind in (SUB_CITY, "admin2") and (n.row is None or n.row.cells.get("kind") == "admin2"):
            return replace(known, end=following.end, text=parsed.text[n.start : following.end])
        return replace(known, typed=following.end)
    return n


def _datelined(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """A name that opens a report's date-line: *GOMA (ANP) -*."""
    if n.against in ("stop", "adjective") or not any(d.start == n.start for d in datelines(parsed.text)):
        return n
    return replace(n, cue=max(n.cue, 3), role="at", against=None, because=(*n.because, Reason("place.dateline")))


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
                return replace(n, kind="admin1", cue=max(n.cue, 2)) if _settled_in(words, tokens, k, n) else n
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
        if site and beside and n.row is None and not n.facility and not _is_plural(noun):
            return _site(n, noun, site)
    if skipped_of:
        office = _office_before(parsed, words, k)
        if office:
            return _with_kind(n, office, 2)
    return n


def _settled_in(words: PlaceWords, tokens: Sequence[Token], k: int, n: PlaceName) -> bool:
    """*A village in X*, the preposition at ``k``: X is an area rather than the city in it that bears its name."""
    row, noun = words.prepositions.get(tokens[k].form.lower()), tokens[k - 1] if k else None
    if (
        row is None
        or row.role != "at"
        or noun is None
        or noun.upos != "NOUN"
        or n.kind is not None
        or k + 1 != n.tokens[0]
    ):
        return False
    area = words.place_nouns.find(noun)
    return area is not None and area.kind in ("town", "city") and area.position != OFFICE


def _site(n: PlaceName, noun: Token, row: Row) -> PlaceName:
    """*de kerk van de Heilige Theresa*: a facility, if its name turns out to be no place of its own."""
    return replace(
        n, facility=True, cue=3, site=(noun.start, n.end), because=(*n.because, Reason("place.facility", row.where))
    )


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


def _listed(parsed: Parsed, words: PlaceWords, n: PlaceName) -> PlaceName:
    """A noun for several places before the names: *two villages, X and Y*, *drie dorpen: X, Y en Z*."""
    first = parsed.tokens[n.tokens[0]]
    if n.row is not None or n.against or first.i < 2 or parsed.tokens[first.i - 1].form not in LISTING:
        return n
    noun = parsed.tokens[first.i - 2]
    found = words.place_nouns.find(noun) if noun.sentence == first.sentence and noun.upos == "NOUN" else None
    if found is None or not _is_plural(noun) or found.kind == AREA or found.position == OFFICE:
        return n
    return replace(_with_kind(n, found, 3), several=True)


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
    after = parsed.tokens[n.tokens[-1] + 1 :][:2]
    if len(after) == 2 and after[0].form == "-" and after[1].rel in ("amod", "acl"):
        return replace(n, against="adjective")  # *Iran-backed rebels*
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
    if n.cue >= 2 or n.against or verb is None or head.deprel not in ("obj", "nsubj:pass", "obl"):
        return n
    if head.deprel == "obl" and parsed.children(head, "case"):
        return n  # without a preposition it is an object that the parse took for a time
    for m in words.lexicon.lemmas("events").find(parsed, verb):
        if m.row.event_type in DONE_TO_PLACES:
            return replace(n, cue=2, because=(*n.because, Reason("place.object", m.row.where)))
        if m.row.event_type in DONE_TO_BOTH and n.cue < 1:
            return replace(n, cue=1, because=(*n.because, Reason("place.object", m.row.where)))
    return n


def leads_in(parsed: Parsed, words: PlaceWords, inner: PlaceName, outer: PlaceName) -> bool:
    """Do the words between say that one lies in the other: *X, Y*; *X in Y*; *X, in het oosten van Y*?"""
    between = parsed.tokens[inner.tokens[-1] + 1 : outer.tokens[0]]
    if not between or len(between) > LINK or between[0].sentence != parsed.tokens[outer.head].sentence:
        return False
    if between[0].form == ",":
        between = between[1:]
        if not between:
            return True
    first = words.prepositions.get(between[0].form.lower())
    if first is None or first.role != "at":
        return False
    for t in between[1:]:
        noun = words.place_nouns.find(t) if t.upos == "NOUN" else None
        prep = words.prepositions.get(t.form.lower()) if t.upos == "ADP" else None
        if t.upos not in ("DET", "ADJ") and noun is None and (prep is None or prep.role != "of"):
            return False
    return True


# In this order: what a noun after the name tells counts before what stands before it, and titles come after both.
CUES = (_stopped, _after, _before, _apposed, _listed, _preposition, _person, _compound, _acted_on, _datelined)
