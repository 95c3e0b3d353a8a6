"""What kind of mention a place is in its sentence: somewhere things happen, a remark aside, or no place to happen in at all.

A place that only says whose somebody is does not count (*the president of Ukraine*, *Sudan's army*), nor one that acts or speaks (*Rusland zegt*,
*according to Islamabad*). Aside stand where somebody speaks (*told reporters in Geneva*), where a body has its seat (*the institute in Pretoria*),
where a thing comes from (*drones from Turkey*) and what something is compared with (*heavier than in Grozny*).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from volgens.extract.dateline import datelines
from volgens.extract.place_cues import AREA
from volgens.extract.place_words import PlaceWords
from volgens.extract.places import words_of
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Place, Token
from volgens.resolve.place_choice import distance
from volgens.resolve.place_records import WHERE

POINTS = ("facility", "town", "city", "admin2")
EXACT = {"facility": 0, "town": 1, "city": 1, "admin2": 2, "admin1": 3, "region": 3, "river": 4, "sea": 4, "country": 5}
CLAUSES = ("conj", "advcl", "ccomp", "parataxis", "acl", "csubj")  # relations that begin another clause
# Groups of the table ``source_nouns`` whose bodies have a seat that is not where things happen.
SEATED = frozenset(
    {
        "authorities",
        "commission",
        "company",
        "government",
        "institute",
        "judiciary",
        "ministry",
        "organisation",
        "outlet",
        "service",
        "un",
    }
)
# Groups of it whose people tell of the place where they are.
GOVERNING = frozenset({"authorities", "police"})  # groups that tell of the place they govern
SIDE, WITNESS = "side", "witness"
THINGS = frozenset({SIDE, "document"})
LOCAL = frozenset({"clergy", "doctor", "elder", "hospital", "kin", "mayor", "person", "rescuer", "witness"})
MOVES = (
    "",
    "evacuate",
    "visit",
    "deploy",
    "displace",
    "withdraw",
    "other",
    "release",
    "aid",
)  # kinds that go somewhere
TOWARD = "toward"
WIDE = 300.0  # km from the middle of an area to what may lie in it
MEASURE = 6  # words from a distance to the place that it is measured from
WAY = 3  # words from the start of a way to the preposition of its goal
SCENE, ASIDE, ORIGIN, GOAL, DATELINE, NEVER = "scene", "aside", "origin", "goal", "dateline", "never"

BREAK = ";"  # between two scenes of one sentence


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the parse: its head token, what it stands for there, and the role that its preposition tells."""

    place: Place
    token: Token
    standing: str
    role: str | None


def spots(parsed: Parsed, places: Sequence[Place], lexicon: Lexicon) -> list[Spot]:
    """The places of an article as they stand in its sentences, in their order."""
    words, filed = words_of(lexicon), list(datelines(parsed.text))
    at_sea = any(p.kind == "sea" for p in places)
    out = []
    for p in places:
        head = parsed.head_at(p.start, p.end)
        if head is None:
            continue
        top = _top(parsed, head, words)
        cases = [c.form.lower() for c in parsed.children(top, "case") if c.upos == "ADP"]
        rows = [words.prepositions[c] for c in cases if c in words.prepositions]
        standing = _standing(parsed, top, cases, rows, p, lexicon)
        if standing in (SCENE, ORIGIN) and _aside(parsed, top, lexicon, _small(p, lexicon)):
            standing = ASIDE
        role = _role(rows)
        if role == "of" and _way(parsed, top, words):
            role, standing = "from", SCENE
        if standing == SCENE and role in ("near", "of") and at_sea and _measured(parsed, top):
            standing = ASIDE  # 55 nautical miles west of X is in the sea that is told
        if standing == SCENE and role in ("from", "to") and _under_way(parsed, top, words, lexicon):
            standing = ASIDE
        if standing == SCENE and role == "to" and _moved(parsed, top, lexicon):
            standing = GOAL
        standing = DATELINE if any(d.start <= p.start < d.end for d in filed) else standing
        out.append(Spot(p, head, standing, role))
    return out


def _role(rows: Sequence[Row]) -> str | None:
    """What the first preposition says; a direction is a goal."""
    role = rows[0].role if rows else None
    return "to" if role == TOWARD else role


def _measured(parsed: Parsed, top: Token) -> bool:
    """Does a distance stand before the place: *60 miles off X*?"""
    return any(t.upos == "NUM" and t.sentence == top.sentence for t in parsed.tokens[max(0, top.i - MEASURE) : top.i])


def _under_way(parsed: Parsed, top: Token, words: PlaceWords, lexicon: Lexicon) -> bool:
    """Is it an end of the way that something was on when it befell it: *a ship sailing from X to Y was hit*?"""
    verb = next((t for t in parsed.ancestors(top) if t.upos == "VERB"), None)
    mover = parsed.head(verb) if verb is not None and verb.deprel == "acl" else None
    if verb is None or mover is None or mover.rel != "nsubj" or lexicon.lemmas("events").find(parsed, verb):
        return False
    inside = [t for t in parsed.words(top.sentence) if t.upos == "ADP" and verb in parsed.ancestors(t)]
    return {"from", "to"} <= {row.role for t in inside if (row := words.prepositions.get(t.form.lower()))}


def _moved(parsed: Parsed, top: Token, lexicon: Lexicon) -> bool:
    """Is it where somebody or something went, rather than what was struck: *were flown to Nairobi*?"""
    verb = parsed.head(top)
    if verb is None or verb.upos != "VERB" or top.rel != "obl":
        return False
    return not any(m.row.event_type for m in lexicon.lemmas("events").find(parsed, verb) if _strikes(m.row.event_type))


def _strikes(kind: str | None) -> bool:
    return (kind or "").partition(".")[0] not in MOVES


def _way(parsed: Parsed, top: Token, words: PlaceWords) -> bool:
    """Is it the start of a way: *van X naar Y*?"""
    here = parsed.words(top.sentence)
    after = [t for t in here if top.i < t.i <= top.i + WAY and t.upos == "ADP"]
    rows = [row for t in after if (row := words.prepositions.get(t.form.lower()))]
    return bool(rows) and rows[0].role == "to" and rows[0].strength > 1


def speech(parsed: Parsed, verb: Token, lexicon: Lexicon) -> bool:
    """Does the verb report what somebody says?"""
    return bool(lexicon.lemmas("reporting").find(parsed, verb))


def _top(parsed: Parsed, head: Token, words: PlaceWords) -> Token:
    """The token that stands for the place in its clause: of *de regio X* the noun, of *X en Y* the first."""
    while not head.is_root:
        above = parsed.tokens[head.head]
        joined = head.rel == "conj" and above.upos in ("PROPN", "X", "NOUN")
        noun = words.place_nouns.find(above)
        named = head.rel in ("appos", "flat", "nmod") and above.i == head.i - 1 and noun is not None
        named = named or (head.rel == "compound" and above.i == head.i + 1 and noun is not None)  # Plateau state
        part = (
            head.rel == "nmod" and noun is not None and noun.kind == AREA and _of(parsed, head, words)
        )  # het zuiden van X
        if not (joined or named or part):
            break
        head = above
    return head


def _of(parsed: Parsed, head: Token, words: PlaceWords) -> bool:
    cases = [words.prepositions.get(c.form.lower()) for c in parsed.children(head, "case")]
    return any(row is not None and row.role == "of" for row in cases)


def _standing(
    parsed: Parsed, top: Token, cases: Sequence[str], rows: Sequence[Row], place: Place, lexicon: Lexicon
) -> str:
    words, above, role = words_of(lexicon), parsed.head(top), _role(rows)
    capital = any(row.name == place.text for row in lexicon.rows("metonyms"))
    says = above is not None and speech(parsed, above, lexicon)
    if top.deprel in ("obj", "nsubj:pass"):  # Moscow was struck; Rwanda was accused, North Korea is backed
        done_to = above is not None and any(m.row.object_role for m in lexicon.lemmas("events").find(parsed, above))
        return NEVER if (says or not done_to) and (capital or place.kind == "country") else SCENE
    if top.rel == "nsubj" and place.kind == "country" and above is not None and _befalls(parsed, above, lexicon):
        return SCENE
    if top.rel == "nsubj":
        says = says and not any(m.row.group == WITNESS for m in words.persons.find(top))  # residents of El Obeid report
        return SCENE if place.kind in POINTS and not capital and not says else NEVER
    if capital and role not in WHERE and not _befallen(above, cases, lexicon):
        return NEVER  # de tegenaanval van Moskou; but: the bombardment of Khartoum
    if top.deprel == "nmod:poss" and place.kind == "country":
        return NEVER  # Israel's campaign
    if top.deprel == "obl:agent" or role == "about":
        return NEVER
    if cases and role is None and top.rel in ("obl", "nmod"):
        return NEVER  # volgens Oekraïne, according to Kyiv, voor de regio Donetsk
    if role == "near" and rows[0].strength < 2 and (capital or place.kind == "country"):
        return NEVER  # een akkoord tussen Rusland en Turkije, between Kinshasa and the rebels
    if above is None or top.rel not in ("nmod", "compound", "appos", "flat", "obl", "amod"):
        return SCENE
    owned = top.deprel in ("nmod:poss", "compound") or role in ("of", "at", "from", "near")
    if owned and words.facilities.find(above) is None and top.rel != "obl":
        groups = {m.row.group for m in words.persons.find(above)}
        if (
            groups & SEATED
            and role in ("at", "near")
            and not (groups & GOVERNING and not capital and place.kind != "country")
        ):
            return ASIDE  # the ministry in Gaza; but: militants in Kashmir
        if groups and role not in ("at", "near", "from"):
            return NEVER  # the president of Ukraine
    if owned and role == "of" and above.upos == "PROPN":
        return NEVER  # Zelenski van Oekraïne
    made = above.upos in ("NOUN", "PROPN") and top.rel == "nmod" and role == "from"
    return ORIGIN if made and not lexicon.nouns("event_nouns").find(above) else SCENE  # drones from Turkey


def _befalls(parsed: Parsed, head: Token, lexicon: Lexicon) -> bool:
    """Does the clause tell of the state that a country is in: *has been in turmoil*, *emerged from five years of civil war*?"""
    if head.upos == "NOUN" and parsed.children(head, "cop"):
        preps = (words_of(lexicon).prepositions.get(c.form.lower()) for c in parsed.children(head, "case"))
        return any(p is not None and p.role == "at" for p in preps)
    wars = {row.word for row in lexicon.rows("place_pronouns") if row.kind}
    below = [t for o in parsed.children(head, "obl") for t in (o, *parsed.children(o, "nmod"))]
    return any(t.form.lower() in wars for t in below)


def _befallen(noun: Token | None, cases: Sequence[str], lexicon: Lexicon) -> bool:
    """Does the noun tell of an event that befalls what stands after this preposition?"""
    found = lexicon.nouns("event_nouns").find(noun) if noun is not None else []
    return any(c in (m.row.patient_prep or ()) for m in found for c in cases)


def _aside(parsed: Parsed, top: Token, lexicon: Lexicon, small: bool) -> bool:
    """Where somebody speaks or is spoken to, or has a seat; what something is compared with."""
    words, above = words_of(lexicon), parsed.head(top)
    if top.rel == "obl" and above is not None and speech(parsed, above, lexicon) and not _content(parsed, above, top):
        return not any(_local(parsed, t, words, small) for t in parsed.children(above, "nsubj"))
    below = top
    for t in _chain(parsed, top):
        marks = parsed.children(below, "case", "mark")
        if any((row := words.prepositions.get(m.form.lower())) is not None and row.role == "like" for m in marks):
            return True
        speaks = (
            below.rel == "nsubj"
            and not lexicon.nouns("event_nouns").find(below)
            and not _local(parsed, below, words, small)
        )
        if speaks and speech(parsed, t, lexicon):
            return True  # the administration of the South Gondar zone said
        hearer = (
            below is not top
            and below.rel in ("obj", "iobj", "obl")
            and any(m.row.group != SIDE for m in words.persons.find(below))
        )
        if hearer and speech(parsed, t, lexicon):
            return True  # told reporters in Geneva
        if below is not top and any(lexicon.phrases("reporting_preps").at(parsed.tokens, m.i) for m in marks):
            return True  # according to the institute in Pretoria
        below = t
    return False


def _local(parsed: Parsed, speaker: Token, words: PlaceWords, small: bool) -> bool:
    """Does the speaker tell of where he is: a doctor, a resident, a mayor, *Nur, an elder in Merca*; the authorities of a ``small`` place?"""
    told = (speaker, *parsed.children(speaker, "appos"))
    groups = {m.row.group for t in told for m in words.persons.find(t)}
    return bool(groups & LOCAL) or (small and bool(groups & GOVERNING))


def _small(place: Place, lexicon: Lexicon) -> bool:
    """Is it less than a country, and no seat of a government?"""
    return place.kind != "country" and not any(row.name == place.text for row in lexicon.rows("metonyms"))


def somebody(noun: Token, words: PlaceWords) -> bool:
    """A noun for people or a body, not for a side of something (*aan de kant van*) or a document."""
    return any(m.row.group not in THINGS for m in words.persons.find(noun))


def _content(parsed: Parsed, verb: Token, top: Token) -> bool:
    """Is the verb of saying one without words said, as where somebody was accused or warned at a place?"""
    return verb.feats.get("Voice") == "Pass" or bool(parsed.children(verb, "aux:pass"))


def _chain(parsed: Parsed, token: Token) -> Iterator[Token]:
    """From the governor up to the head of the clause."""
    while not token.is_root and token.rel not in ("ccomp", "advcl", "parataxis", "csubj"):
        token = parsed.tokens[token.head]
        yield token


def holds(outer: Place, inner: Place) -> bool:
    """May one place lie in the other, by country and distance?"""
    if outer.country is not None and outer.country != inner.country:
        return False
    if outer.kind == "country" or None in (outer.lat, outer.lon, inner.lat, inner.lon):
        return True
    return distance(outer.lat or 0.0, outer.lon or 0.0, inner.lat or 0.0, inner.lon or 0.0) <= WIDE


def leads(some: Sequence[Spot]) -> bool:
    """Is one of these places named more than any other?"""
    top = Counter(s.place.name for s in some).most_common(2)
    return bool(top) and (len(top) == 1 or top[0][1] > top[1][1])


def latest(some: Sequence[Spot], token: Token) -> Spot:
    """The most exact place of the latest sentence that names one."""
    sentence = max(s.token.sentence for s in some)
    return min(
        (s for s in some if s.token.sentence == sentence), key=lambda s: (EXACT[s.place.kind], token.i - s.token.i)
    )


def scene_end(parsed: Parsed, anchor: Token) -> int:
    """The word before which the scene of ``anchor`` ends in its sentence: *was hurt in an ambush; he died in a hospital in X* tells two."""
    words = parsed.words(anchor.sentence)
    return next((t.i for t in words if t.i > anchor.i and t.form == BREAK), words[-1].i + 1)
