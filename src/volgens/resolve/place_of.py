"""Which place holds for an event or a figure: the place in its own clause, else in its sentence, else where the article plays at that point.

A place that only says whose somebody is does not count: *the president of Ukraine*, *Sudan's army*, *the ministry in Gaza*; nor one that acts
or speaks (*Rusland zegt*, *according to Islamabad*). Of a way from one place to another the goal counts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from volgens.extract.place_words import PlaceWords
from volgens.extract.places import words_of
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Place, Token
from volgens.resolve.place_records import WHERE

POINTS = ("facility", "town", "city", "admin2")
EXACT = {"facility": 0, "town": 1, "city": 1, "admin2": 2, "admin1": 3, "region": 3, "river": 4, "sea": 4, "country": 5}
CLAUSES = ("conj", "advcl", "ccomp", "parataxis", "acl", "csubj")  # relations that begin another clause
BODIES = {
    "government",
    "military",
    "police",
    "rescue",
    "un",
    "ngo",
    "agency",
    "media",
}  # kinds of sources that have a seat
FAR = 99
CLIMB = 3  # clauses up to which a place is looked for


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the parse: its head token, and whether something can happen there (``scene``) or it only acts or belongs to somebody."""

    place: Place
    token: Token
    scene: bool
    role: str | None


def place_for(parsed: Parsed, places: Sequence[Place], anchor: Token, lexicon: Lexicon) -> Place | None:
    """The place of what ``anchor`` names or counts, or None where the article names no place."""
    spots = _spots(parsed, places, lexicon)
    if not spots:
        return None
    scenes = [s for s in spots if s.scene]
    for found in (
        _below_noun(parsed, scenes, anchor),
        _holder(parsed, scenes, anchor),
        _in_clause(parsed, scenes, spots, anchor, lexicon),
        _in_sentence(scenes, anchor),
    ):
        if found is not None:
            return _narrowed(parsed, scenes, found, anchor).place
    found = _scene(parsed, scenes, anchor) or _anyone(spots, anchor)
    return found.place if found else None


# What kind of mention a place is


def _spots(parsed: Parsed, places: Sequence[Place], lexicon: Lexicon) -> list[_Spot]:
    words = words_of(lexicon)
    out = []
    for p in places:
        head = parsed.head_at(p.start, p.end)
        if head is None:
            continue
        top = _top(parsed, head, words)
        cases = [c.form.lower() for c in parsed.children(top, "case") if c.upos == "ADP"]
        rows = [words.prepositions[c] for c in cases if c in words.prepositions]
        out.append(_Spot(p, head, _is_scene(parsed, top, cases, rows, p, lexicon), rows[0].role if rows else None))
    return out


def _top(parsed: Parsed, head: Token, words: PlaceWords) -> Token:
    """The token that stands for the place in its clause: of *de regio X* the noun, of *X en Y* the first."""
    while not head.is_root:
        above = parsed.tokens[head.head]
        joined = head.rel == "conj" and above.upos in ("PROPN", "X", "NOUN")
        named = (
            head.rel in ("appos", "flat", "nmod")
            and above.i == head.i - 1
            and words.place_nouns.find(above) is not None
        )
        if not (joined or named):
            break
        head = above
    return head


def _is_scene(
    parsed: Parsed, top: Token, cases: Sequence[str], rows: Sequence[Row], place: Place, lexicon: Lexicon
) -> bool:
    """Can something happen there, by these words, or does the place only act, belong to somebody, or say whose somebody is?"""
    words, above, role = words_of(lexicon), parsed.head(top), rows[0].role if rows else None
    capital = any(row.name == place.text for row in lexicon.rows("metonyms"))
    if top.deprel in ("obj", "nsubj:pass"):
        return True  # Moscow was struck
    if top.rel == "nsubj":
        return place.kind in POINTS and not capital and above is not None and not _speech(above, lexicon)
    if capital and role not in WHERE:
        return False  # de tegenaanval van Moskou
    if top.deprel == "nmod:poss" and place.kind == "country":
        return False  # Israel's campaign
    if top.deprel == "obl:agent" or role == "about":
        return False
    if cases and role is None and top.rel in ("obl", "nmod"):
        return False  # volgens Oekraïne, according to Kyiv, voor de regio Donetsk
    if role == "near" and rows[0].strength < 2 and place.kind == "country":
        return False  # een akkoord tussen Rusland en Turkije
    if above is None or top.rel not in ("nmod", "compound", "appos", "flat", "obl", "amod"):
        return True
    owned = top.deprel in ("nmod:poss", "compound") or role in ("of", "at", "from")
    site = words.facilities.find(above)  # a church speaks at times, but what happens in it happens there
    if owned and site is None and top.rel != "obl":
        kinds = {m.row.kind for m in words.persons.find(above)}
        if kinds and (role != "at" or kinds & BODIES):
            return False  # the president of Ukraine, the ministry in Gaza; but: militants in Kashmir
    return not (owned and role == "of" and above.upos == "PROPN")  # Zelenski van Oekraïne


def _speech(verb: Token, lexicon: Lexicon) -> bool:
    lemma = verb.lemma.replace("_", "").lower()
    return any(row.lemma == lemma for row in lexicon.rows("reporting"))


# Where to look, the nearest first


def _best(spots: Sequence[_Spot], distance: dict[int, int]) -> _Spot | None:
    """The goal of a way before its start, the more exact, the nearer."""

    def rank(s: _Spot) -> tuple[bool, int, int, int]:
        return (
            s.role == "from" and any(o.role == "to" for o in spots),
            EXACT[s.place.kind],
            distance.get(s.token.i, FAR),
            s.token.i,
        )

    return min(spots, key=rank, default=None)


def _below_noun(parsed: Parsed, scenes: Sequence[_Spot], anchor: Token) -> _Spot | None:
    """In the noun phrase of the anchor: *de aanval op een school in X*."""
    inside = {
        t.i: abs(t.i - anchor.i)
        for t in parsed.subtree(anchor, without=CLAUSES if anchor.upos == "VERB" else ("parataxis", "acl:relcl"))
    }
    return _best([s for s in scenes if s.token.i in inside], inside)


def _holder(parsed: Parsed, scenes: Sequence[_Spot], anchor: Token) -> _Spot | None:
    """The place that a relative clause around the anchor is about: *X, dat werd beschoten*."""
    by_head = {s.token.i: s for s in scenes}
    for t in (anchor, *parsed.ancestors(anchor)):
        if t.deprel == "acl:relcl" and t.head in by_head:
            return by_head[t.head]
    return None


def _clause_of(parsed: Parsed, anchor: Token) -> Token:
    """The head of the clause that the anchor stands in."""
    token = anchor
    while not token.is_root and token.rel not in CLAUSES:
        token = parsed.tokens[token.head]
    if not token.is_root and token.rel == "conj" and token.upos not in ("VERB", "AUX") and token.head != token.i:
        return _clause_of(parsed, parsed.tokens[token.head])
    return token


def _in_clause(
    parsed: Parsed, scenes: Sequence[_Spot], spots: Sequence[_Spot], anchor: Token, lexicon: Lexicon
) -> _Spot | None:
    """In the clause of the anchor, named or pointed to, and in what it is joined to: *vochten in X, gedood of gewond*."""
    clause = _clause_of(parsed, anchor)
    for _ in range(CLIMB):
        near = {t.i: _steps(parsed, t, clause) for t in parsed.subtree(clause, without=("parataxis", "ccomp", "advcl"))}
        found = _best([s for s in scenes if s.token.i in near], near)
        found = found or _pointed(parsed, scenes, spots, clause, [parsed.tokens[i] for i in sorted(near)], lexicon)
        if found or clause.is_root or clause.rel not in ("conj", "advcl", "acl", "xcomp"):
            return found
        clause = _clause_of(parsed, parsed.tokens[clause.head])
    return None


def _steps(parsed: Parsed, token: Token, top: Token) -> int:
    """Arcs from the token up to ``top``."""
    n = 0
    while token.i != top.i and not token.is_root:
        token, n = parsed.tokens[token.head], n + 1
    return n


def _pointed(
    parsed: Parsed,
    scenes: Sequence[_Spot],
    spots: Sequence[_Spot],
    clause: Token,
    tokens: Sequence[Token],
    lexicon: Lexicon,
) -> _Spot | None:
    """A word that points back to a place (*daar*, *there*) or a noun that stands for one (*de stad*, *the province*) among these tokens."""
    words = words_of(lexicon)
    back = {row.word for row in lexicon.rows("place_pronouns")}
    for t in tokens:
        earlier = [s for s in scenes if s.token.i < min(t.i, clause.i)]
        if t.form.lower() in back and earlier:
            return _latest(earlier, t)
        row = words.place_nouns.find(t) if t.upos == "NOUN" else None
        if row is None or row.kind not in EXACT or (row.of == "is" and words.person(t)) or not _definite(parsed, t):
            continue  # an office (*de president*) is no place
        same = [s for s in spots if s.token.i < t.i and EXACT[s.place.kind] == EXACT[row.kind]]
        if (
            row.kind == "country" and scenes
        ):  # the country where the article plays, if it is named, before the one last named
            home = _main(scenes).place.country
            same = [s for s in same if s.place.country == home] or same
        if same:
            return same[-1]
    return None


def _definite(parsed: Parsed, noun: Token) -> bool:
    """One thing that the reader knows: *de stad*, *dat land*, not *de landen*."""
    if noun.feats.get("Number") == "Plur":
        return False
    return any(
        d.feats.get("Definite") == "Def" or d.feats.get("PronType") == "Dem" for d in parsed.children(noun, "det")
    )


def _narrowed(parsed: Parsed, scenes: Sequence[_Spot], found: _Spot, anchor: Token) -> _Spot:
    """In the lead a country stands for the place that the article then names: *een aanval in het oosten van X ... In Y werden lichamen gevonden*."""
    if found.place.kind != "country" or parsed.sentences[anchor.sentence].paragraph > 0 or found.role == "to":
        return found
    inside = [s for s in scenes if s.place.country == found.place.country and s.place.kind in POINTS]
    return _main(inside) if _leads(inside) else found


def _leads(spots: Sequence[_Spot]) -> bool:
    """Is one of these places named more than any other?"""
    top = Counter(s.place.name for s in spots).most_common(2)
    return bool(top) and (len(top) == 1 or top[0][1] > top[1][1])


def _latest(spots: Sequence[_Spot], token: Token) -> _Spot:
    """The most exact place of the latest sentence that names one."""
    sentence = max(s.token.sentence for s in spots)
    return min(
        (s for s in spots if s.token.sentence == sentence), key=lambda s: (EXACT[s.place.kind], token.i - s.token.i)
    )


def _in_sentence(scenes: Sequence[_Spot], anchor: Token) -> _Spot | None:
    here = [s for s in scenes if s.token.sentence == anchor.sentence]
    return _best(here, {s.token.i: abs(s.token.i - anchor.i) for s in here})


def _scene(parsed: Parsed, scenes: Sequence[_Spot], anchor: Token) -> _Spot | None:
    """Where the article is at this point: the last place in the paragraph that is no wider than the article's main place, else the main place."""
    if not scenes:
        return None
    main = _main(scenes)
    paragraph = parsed.sentences[anchor.sentence].paragraph
    before = [s for s in scenes if s.token.i < anchor.i and parsed.sentences[s.token.sentence].paragraph == paragraph]
    narrow = [s for s in before if EXACT[s.place.kind] <= EXACT[main.place.kind]]
    return _latest(narrow, anchor) if narrow else main


def _main(scenes: Sequence[_Spot]) -> _Spot:
    """The place that is most named; a point before an area, and the first before the others."""
    count = Counter(s.place.name for s in scenes)

    def weight(s: _Spot) -> float:
        return count[s.place.name] * (1.0 if s.place.kind in POINTS else 0.7 if EXACT[s.place.kind] <= 3 else 0.4)

    return max(scenes, key=lambda s: (weight(s), -s.token.i))


def _anyone(spots: Sequence[_Spot], anchor: Token) -> _Spot | None:
    """No place where something happens is named: then the one country of the sentence, or of the whole article."""
    here = [s for s in spots if s.token.sentence == anchor.sentence]
    for some in (here, spots):
        if len({s.place.country for s in some}) == 1:
            return next((s for s in some if s.place.kind == "country"), None)
    return None
