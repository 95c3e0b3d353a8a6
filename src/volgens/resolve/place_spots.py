"""What kind of mention a place is in its sentence: somewhere things happen, a remark aside, or no place to happen in at all.

A place that only says whose somebody is does not count (*the president of Ukraine*, *Sudan's army*), nor one that acts or speaks (*Rusland zegt*,
*according to Islamabad*). Aside stand where somebody speaks (*told reporters in Geneva*), where a body has its seat (*the institute in Pretoria*),
where a thing comes from (*drones from Turkey*) and what something is compared with (*heavier than in Grozny*).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from volgens.extract.dateline import datelines
from volgens.extract.place_words import PlaceWords
from volgens.extract.places import words_of
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Place, Token
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
SCENE, ASIDE, DATELINE, NEVER = "scene", "aside", "dateline", "never"


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
    out = []
    for p in places:
        head = parsed.head_at(p.start, p.end)
        if head is None:
            continue
        top = _top(parsed, head, words)
        cases = [c.form.lower() for c in parsed.children(top, "case") if c.upos == "ADP"]
        rows = [words.prepositions[c] for c in cases if c in words.prepositions]
        standing = _standing(parsed, top, cases, rows, p, lexicon)
        standing = DATELINE if any(d.start <= p.start < d.end for d in filed) else standing
        out.append(Spot(p, head, standing, rows[0].role if rows else None))
    return out


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
        if not (joined or named):
            break
        head = above
    return head


def _standing(
    parsed: Parsed, top: Token, cases: Sequence[str], rows: Sequence[Row], place: Place, lexicon: Lexicon
) -> str:
    words, above, role = words_of(lexicon), parsed.head(top), rows[0].role if rows else None
    capital = any(row.name == place.text for row in lexicon.rows("metonyms"))
    says = above is not None and speech(parsed, above, lexicon)
    if top.deprel in ("obj", "nsubj:pass"):  # Moscow was struck; Rwanda was accused, North Korea is backed
        done_to = above is not None and any(m.row.object_role for m in lexicon.lemmas("events").find(parsed, above))
        return NEVER if (says or not done_to) and (capital or place.kind == "country") else SCENE
    if top.rel == "nsubj":
        return SCENE if place.kind in POINTS and not capital and not says else NEVER
    if capital and role not in WHERE:
        return NEVER  # de tegenaanval van Moskou
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
        if groups & SEATED and role in ("at", "near"):
            return ASIDE  # the ministry in Gaza; but: militants in Kashmir
        if groups and role not in ("at", "near"):
            return NEVER  # the president of Ukraine
    if owned and role == "of" and above.upos == "PROPN":
        return NEVER  # Zelenski van Oekraïne
    return ASIDE if _aside(parsed, top, role, lexicon) else SCENE


def _aside(parsed: Parsed, top: Token, role: str | None, lexicon: Lexicon) -> bool:
    """Where somebody speaks, or has a seat; where a thing comes from; what something is compared with."""
    words, above = words_of(lexicon), parsed.head(top)
    if top.rel == "obl" and above is not None and speech(parsed, above, lexicon) and not _content(parsed, above, top):
        return True
    made = above is not None and above.upos in ("NOUN", "PROPN") and top.rel == "nmod"
    if role == "from" and made and above is not None and not lexicon.nouns("event_nouns").find(above):
        return True  # drones from Turkey; but: the flight from Khartoum
    below = top
    for t in _chain(parsed, top):
        marks = parsed.children(below, "case", "mark")
        if any((row := words.prepositions.get(m.form.lower())) is not None and row.role == "like" for m in marks):
            return True
        if below.rel == "nsubj" and speech(parsed, t, lexicon):
            return True  # the administration of the South Gondar zone said
        if below is not top and any(lexicon.phrases("reporting_preps").at(parsed.tokens, m.i) for m in marks):
            return True  # according to the institute in Pretoria
        below = t
    return False


def _content(parsed: Parsed, verb: Token, top: Token) -> bool:
    """Is the verb of saying one without words said, as where somebody was accused or warned at a place?"""
    return verb.feats.get("Voice") == "Pass" or bool(parsed.children(verb, "aux:pass"))


def _chain(parsed: Parsed, token: Token) -> Iterator[Token]:
    """From the governor up to the head of the clause."""
    while not token.is_root and token.rel not in ("ccomp", "advcl", "parataxis", "csubj"):
        token = parsed.tokens[token.head]
        yield token
