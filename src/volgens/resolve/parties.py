"""Which side somebody is on: an ISO 3166-1 alpha-3 code or a group's short name, from the words that name them.

Nothing is guessed from the story: without a word that tells, the party is None.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from volgens.extract.dateline import datelines
from volgens.extract.word_classes import COMPOUNDING, words_of
from volgens.lexicon import Lexicon, Row, key_of
from volgens.model import Parsed, Place, Reason, Token, head_of

# Where the word that tells the side is looked for, below the head of a name: the nearest kinds of dependents first.
OWN = ("flat", "compound", "amod", "nmod:poss", "det:poss", "det")
FURTHER = ("appos", "nmod", "obl")
MODIFIERS = (*OWN, *FURTHER)
PARTICIPLES = ("acl", "amod", "compound")
SCENES, ARMED, WEAPON, INSURGENT = ("nmod", "obl"), "armed", "weapon", "insurgent"
WIDE = ("country", "sea", "river")  # places that do not tell in which country somebody works
ARMED_GROUP, SHORTEST = "armed_group", 4  # letters of the parts of a compound with a group's name
MOST = 0.6  # of the towns and areas, for an article about one country
HYPHENS = "-‑–"
ABBREVIATION = re.compile(r"\s?\(([A-Z][A-Za-z]*[A-Z][A-Z0-9-]*)[,)]")


@dataclass(frozen=True, slots=True)
class Party:
    """A side, the known actor it was read from (if one), and why."""

    code: str | None
    actor: Row | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Named:
    """A known actor's name in the text."""

    start: int
    end: int
    row: Row


class Parties:
    """Sides of the people, armies and groups of one article.

    ``year`` is the year of publication: known persons count in the years of their office, and always where no year is known.
    """

    def __init__(self, lexicon: Lexicon, parsed: Parsed, year: int | None = None, places: Iterable[Place] = ()):
        self._parsed, self._classes = parsed, words_of(lexicon)
        self._locative = {str(r.prep).lower() for r in lexicon.rows("place_preps")} - {
            str(r.word).lower() for r in lexicon.rows("function_words") if r.use == "genitive"
        }
        self._words = {row.word.lower(): row for row in lexicon.rows("demonyms")}
        self._by_iso2 = {row.iso2: row.iso3 for row in lexicon.rows("countries")}
        self._iso3 = frozenset(self._by_iso2.values())
        self._metonyms = lexicon.phrases("metonyms")
        self._names = _actor_names(lexicon, year)
        self._year = year
        self._places = sorted(places, key=lambda p: p.start)
        self.named = _with_abbreviations(parsed.text, tuple(self._names.find(parsed.text)))
        self._countries_named = tuple(_country_names(lexicon).find(parsed.text))

    def known(self, tokens: Sequence[Token]) -> Row | None:
        """The known actor whose name covers the head of these tokens or stands beside it as part of the name."""
        head = head_of(tokens)
        family = {head.i, *(t.i for t in self._parsed.children(head, "flat", "appos"))}
        first, last = min(t.start for t in tokens), max(t.end for t in tokens)
        for n in self.named:
            if n.start < last and first < n.end:
                covered = [t.i for t in tokens if t.start < n.end and n.start < t.end]
                if family.intersection(covered):
                    return n.row
        return None

    def of(self, tokens: Sequence[Token]) -> Party | None:
        """The side of what these tokens name, or None where no word tells or those joined are on different sides."""
        if not tokens:
            return None
        head, inside = head_of(tokens), {t.i for t in tokens}
        found = self._of(head, inside)
        others = [self._of(c, inside) for c in self._parsed.children(head, "conj") if c.i in inside]
        return None if found and any(o and o.code != found.code for o in others) else found

    def at(self, start: int, end: int) -> Party | None:
        """The side of what stands between two offsets."""
        tokens = [t for t in self._parsed.within(start, end) if t.upos != "PUNCT"]
        return self.of(tokens)

    def first(self, start: int, end: int) -> Party | None:
        """The side of the first of several that are joined (*Russian and North Korean troops*), where they are on different ones."""
        tokens = [t for t in self._parsed.within(start, end) if t.upos != "PUNCT"]
        if not tokens:
            return None
        head = head_of(tokens)
        joined = {x.i for c in self._parsed.children(head, "conj") for x in self._parsed.subtree(c)}
        return self._of(head, {t.i for t in tokens if t.i not in joined}) if joined else None

    def of_country(self, iso2: str | None) -> str | None:
        """The ISO 3166-1 alpha-3 code of a country by its alpha-2 code."""
        return self._by_iso2.get(iso2) if iso2 else None

    def country_near(self, offset: int) -> str | None:
        """The country (alpha-3) of the last town, region or building named before ``offset`` in its paragraph, else of the next one."""
        gap = "\n\n"
        first, last = self._parsed.text.rfind(gap, 0, offset) + 1, self._parsed.text.find(gap, offset)
        here = [p for p in self._places if p.start >= first and (last < 0 or p.start < last) and p.kind not in WIDE]
        before = [p for p in here if p.end <= offset]
        return self.of_country((before[-1:] or here[:1])[0].country) if here else None

    def only_country(self) -> str | None:
        """The country (alpha-3) in which most towns, regions and buildings of the article lie, if one is. Where it was filed does not count."""
        filed = tuple(datelines(self._parsed.text))
        here = [p for p in self._places if p.kind not in WIDE and not any(d.start <= p.start < d.end for d in filed)]
        count = Counter(p.country for p in here if p.country)
        most, n = max(count.items(), key=lambda c: (c[1], c[0]), default=(None, 0))
        return self.of_country(most) if n >= MOST * count.total() else None

    def in_office(self, row: Row) -> bool:
        """Does a row of known actors hold in the year of publication?"""
        return _in_office(row, self._year)

    def is_place(self, token: Token) -> bool:
        """Does a place of the article stand there?"""
        return any(p.start <= token.start < p.end for p in self._places)

    def is_country(self, party: str) -> bool:
        """Is the side a country's, not a group's?"""
        return party in self._iso3

    def _of(self, head: Token, inside: set[int]) -> Party | None:
        found = self._word(head)
        if found:
            return found
        below = [c for c in self._parsed.children(head) if c.i in inside and not self._is_scene(head, c)]
        below = [c for c in below if not self._does(c, "backing") and not self._backs(c)]
        for leads in (c for c in below if self._does(c, "leading")):
            led_by = [c for c in self._parsed.children(leads) if c.i in inside]
            found = next((p for c in led_by if (p := self._of(c, inside))), None)
            if found:
                return found  # *the Saudi-led coalition*, *de door Kenia geleide missie*
        for rel in MODIFIERS:
            for child in (c for c in below if c.deprel == rel or c.rel == rel):
                found = self._of(child, inside)
                if found and not (
                    found.code in self._iso3 and rel != "appos" and INSURGENT in self._classes.plain(head)
                ):
                    return found  # Syrian rebels are not on the side of Syria
        joined = [self._of(c, inside) for c in below if c.rel == "conj"]
        known = [p for p in joined if p]
        return known[0] if known and len({p.code for p in known}) == 1 else None

    def _does(self, token: Token, use: str) -> bool:
        """Is it a participle that tells who leads a force (*Saudi-led*), or one that only tells who supports it (*Iran-backed*)?"""
        last = token.form.lower().rpartition("-")[2]
        return token.rel in PARTICIPLES and bool(self._classes.use(use) & {*self._classes.keys(token), last})

    def _backs(self, token: Token) -> bool:
        """*Rwanda-backed fighters*, where the parse has Rwanda with the fighters."""
        hyphen, last = (
            self._parsed.tokens[token.i + 1 : token.i + 3] if token.i + 2 < len(self._parsed.tokens) else (token, token)
        )
        return hyphen.form in HYPHENS and self._does(last, "backing")

    def _is_scene(self, head: Token, phrase: Token) -> bool:
        """*Troops in Syria*, *rebellen bij Goma*, *a bomb in Cali*: where fighters and weapons are does not tell whose they are."""
        if phrase.rel not in SCENES or head.upos != "NOUN":
            return False
        if head.feats.get("Number") != "Plur" and WEAPON not in self._classes.plain(head):
            return False
        where = {t.form.lower() for t in self._parsed.children(phrase, "case")} & self._locative
        return bool(where) and bool(self._classes.plain(head) & {ARMED, WEAPON})

    def _word(self, token: Token) -> Party | None:
        """The side that a word names by itself."""
        for n in self.named:
            if self._names_it(n, token):
                return Party(n.row.party, n.row, Reason("party.known_actor", n.row.where))
        for n in self._countries_named:
            if self._names_it(n, token):
                return Party(n.row.iso3, None, Reason("party.country", n.row.where))
        for group in self._groups_within(token):
            return Party(group.party, group, Reason("party.known_actor", group.where))
        for key in self._keys(token):
            if key in self._words:
                row = self._words[key]
                return Party(row.country, None, Reason("party.demonym", row.where))
        sentence = self._parsed.words(token.sentence)
        here = self._metonyms.at(sentence, token.i - sentence[0].i)
        if here:
            return Party(here.row.party, None, Reason("party.metonym", here.row.where))
        place = next((p for p in self._places if p.start <= token.start < p.end), None)
        iso3 = self.of_country(place.country) if place else None
        return Party(iso3, None, Reason("party.place")) if iso3 else None

    def _first_parts(self, token: Token) -> Iterable[str]:
        """*Toearegrebellen*, *Koerdenleider*: the word for a people that begins a compound."""
        form = token.form.lower()
        if token.upos == "NOUN" and token.form[:1].isupper() and self._parsed.language in COMPOUNDING:
            yield from (form[:k] for k in range(len(form) - SHORTEST, SHORTEST - 1, -1))

    def _groups_within(self, token: Token) -> Iterable[Row]:
        """*Talibanstrijders*, *Hamasleider*: an armed group's name that begins a compound."""
        form = token.form
        if token.upos not in ("NOUN", "PROPN") or not form[:1].isupper() or self._parsed.language not in COMPOUNDING:
            return
        for name, row in self._names.armed:
            if form.startswith(name):
                rest = form[len(name) :]
                if len(rest) >= SHORTEST and rest.islower():
                    yield row

    def _names_it(self, named: Named, token: Token) -> bool:
        """Does the name hold the token, or begin it before a hyphen (*ADF-strijders*)?"""
        if named.start <= token.start and token.end <= named.end:
            return True
        return named.start == token.start and named.end < token.end and self._parsed.text[named.end] in HYPHENS

    def _keys(self, token: Token) -> Iterable[str]:
        """What to look a word up by: with its neighbour first (*North Korean*), then alone, then as part of a compound."""
        form = token.form.lower()
        if token.i > 0:
            before = self._parsed.tokens[token.i - 1]
            if before.sentence == token.sentence:
                yield f"{before.form.lower()} {form}"
        yield form
        yield key_of(token)
        yield from self._first_parts(token)
        if self._does(token, "leading"):
            yield form.rpartition("-")[0]  # *Saudi-led*
        yield re.sub(r"['’]?s?$", "", form)


class _Names:
    """Names with their rows, made once for many articles. ``armed`` are those of armed groups that may begin a compound."""

    def __init__(self, rows: Mapping[str, Row]):
        self._rows = rows
        longest_first = sorted(rows, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if rows else r"(?!)")
        self.armed = [
            (n, row) for n, row in rows.items() if row.cells.get("kind") == ARMED_GROUP and len(n) >= SHORTEST
        ]

    def find(self, text: str) -> Iterable[Named]:
        """Where names stand in the text as whole words, the longest first, none within another."""
        return (Named(m.start(), m.end(), self._rows[m.group()]) for m in self._pattern.finditer(text))


def _with_abbreviations(text: str, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Names with, in the rest of the article, the abbreviations that it gives them in brackets: *Southern Transitional Council (STC)*."""
    short: dict[str, Row] = {}
    for n in named:
        m = ABBREVIATION.match(text, n.end)
        if m:
            short.setdefault(m.group(1), n.row)
    taken = [(n.start, n.end) for n in named]
    more = [n for n in _Names(short).find(text) if all(n.end <= a or b <= n.start for a, b in taken)] if short else []
    return tuple(sorted((*named, *more), key=lambda n: n.start))


@lru_cache(maxsize=64)
def _actor_names(lexicon: Lexicon, year: int | None) -> _Names:
    """Known actors who hold in this year."""
    return _Names({n: row for row in reversed(lexicon.rows("actors")) for n in row.names if _in_office(row, year)})


@lru_cache(maxsize=8)
def _country_names(lexicon: Lexicon) -> _Names:
    """Where two countries share a name (Congo), it is that of the first row."""
    spelt = f"names_{lexicon.language}"
    return _Names({name: row for row in reversed(lexicon.rows("countries")) for name in getattr(row, spelt)})


def _in_office(row: Row, year: int | None) -> bool:
    since, until = getattr(row, "from"), row.until
    if year is None:
        return True
    return (since is None or since <= year) and (until is None or year <= until)
