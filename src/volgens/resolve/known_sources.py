"""Sources that are one and the same in every article and language: what a state has one of (*het Russische ministerie van Defensie*, *Russia's defence
ministry*), and known persons however a language spells them (*Oleh Syniehoebov*)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby

from volgens.lexicon import Lexicon, Row
from volgens.model import Claim, Parsed, Source, Token
from volgens.resolve.parties import Parties
from volgens.resolve.transliterate import Folding, Spelling

KINDS = frozenset({"government", "military", "police", "rescue"})
GOVERNMENT, ARMED_GROUP = "government", "armed_group"
COUNTRY, PLACE = "party.country", "party.place"
TELLING = frozenset({COUNTRY, "party.demonym", "party.metonym"})  # rules by which a word says whose it is
ASIDE = frozenset({"DET", "PUNCT", "ADV", "CCONJ"})  # words that are no part of what a body is called
GENITIVES = frozenset({"'s", "'"})
LEAST = 2  # words of a person's name: a family name alone is many people's


def known(claims: Iterable[Claim], parsed: Parsed, parties: Parties, lexicon: Lexicon) -> Iterator[Claim]:
    """The claims, with the id and side of sources that are known under another name or spelling than this article's."""
    work = _Known(parsed, parties, lexicon)
    for claim in claims:
        source = claim.source
        if source.actor_id is not None or claim.anonymous:
            yield claim
            continue
        found = work.body(source) or work.person(source) or work.group(source) or source
        yield replace(claim, source=found)


class _Known:
    def __init__(self, parsed: Parsed, parties: Parties, lexicon: Lexicon):
        self._parsed, self._parties, self._names = parsed, parties, _names_of(lexicon)

    def body(self, source: Source) -> Source | None:
        """The source under the id of a body that its state has one of, where its name says nothing but that and whose it is."""
        party = source.party
        if source.kind not in KINDS or party is None or not self._parties.is_country(party):
            return None
        words = [t for t in self._tokens(source) if t.upos not in ASIDE]
        body = self._names.bodies.get(_joined(words))
        if body is None:
            says = self._saying(words, party)
            rest = [t for t in words if t.i not in says and _form(t) not in GENITIVES]
            while rest and rest[-1].upos == "ADP":  # the ministry *in* Damascus
                rest.pop()
            kept = [t for t in words if rest and rest[0].i <= t.i <= rest[-1].i and t.i not in says]
            body = self._names.bodies.get(_joined(kept))
            if not rest and says and source.kind == GOVERNMENT and all(self._is_state(t) for t in words if t.i in says):
                body = GOVERNMENT
        if body is None:
            return None
        return replace(source, actor_id=self._names.actors.get((body, party), f"{body}-{party.lower()}"))

    def person(self, source: Source) -> Source | None:
        """The source under the id of the known person or group whose name it sounds like."""
        tokens = self._tokens(source)
        if any(t.upos == "CCONJ" for t in tokens):
            return None  # several
        for is_name, some in groupby(tokens, lambda t: t.upos == "PROPN"):
            words = list(some)
            if not is_name or len(words) < LEAST:
                continue
            for row in self._names.persons(" ".join(t.form for t in words)):
                sides = {row.party, source.party} - {None}
                if len(sides) < 2 and self._parties.in_office(row):
                    return replace(source, actor_id=row.id, party=source.party or row.party)
        return None

    def group(self, source: Source) -> Source | None:
        """The source under the id of the armed group that its name says no more of than what they are: *de jihadisten van JNIM*."""
        tokens = [t for t in self._tokens(source) if t.upos not in (*ASIDE, "ADP", "ADJ")]
        if source.kind != ARMED_GROUP or not tokens:
            return None
        first, last = tokens[0].start, tokens[-1].end
        named = [n for n in self._parties.named if first <= n.start and n.end <= last and n.row.kind == ARMED_GROUP]
        if len(named) != 1 or named[0].row.party != source.party:
            return None
        rest = [t for t in tokens if not (named[0].start <= t.start and t.end <= named[0].end)]
        plural = all(t.upos == "NOUN" and t.feats.get("Number") == "Plur" for t in rest)
        return replace(source, actor_id=named[0].row.id) if plural else None

    def _tokens(self, source: Source) -> list[Token]:
        """The words of its name, at the first place where they stand, up to a bracket."""
        name = source.name.partition("(")[0].rstrip()
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self._parsed.text) if name else None
        return list(self._parsed.within(*found.span())) if found else []

    def _saying(self, words: Sequence[Token], party: str) -> set[int]:
        """The words that say whose it is; of *South Sudanese* both."""
        out: set[int] = set()
        for t in words:
            side = self._parties.of((t,))
            if side is not None and side.code == party and side.reason.rule in TELLING:
                before = next((b for b in words if b.i == t.i - 1), None)
                pair = f"{_form(before)} {_form(t)}" if before else ""
                out |= {t.i} | ({before.i} if before and pair in self._names.demonyms else set())
        return out

    def _is_state(self, token: Token) -> bool:
        """*Rusland*, *Moskou*: a country or its capital, not a house of its government."""
        side = self._parties.of((token,))
        return side is not None and (side.reason.rule == COUNTRY or self._parties.is_place(token))


@dataclass(frozen=True)
class _Names:
    """What bodies and persons are called, from the tables of one language."""

    lexicon: Lexicon

    @cached_property
    def demonyms(self) -> Mapping[str, str]:
        return {row.word.lower(): row.country for row in self.lexicon.rows("demonyms")}

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """Body by what it is called, in any language: articles quote one another's names."""
        rows = self.lexicon.rows("state_bodies")
        return {form: row.body for row in rows for form in (*row.forms_nl, *row.forms_en)}

    @cached_property
    def actors(self) -> Mapping[tuple[str, str], str]:
        """Known actors that are such a body, by body and side: *Israeli military* is the IDF."""
        out: dict[tuple[str, str], str] = {}
        for row in self.lexicon.rows("actors"):
            for name in row.names if row.kind in KINDS and row.party else ():
                rest = " ".join(w for w in name.lower().split() if self.demonyms.get(w) != row.party)
                if rest != name.lower() and rest in self.bodies:
                    out.setdefault((self.bodies[rest], row.party), row.id)
        return out

    def persons(self, name: str) -> Sequence[Row]:
        """Known actors of several names whose name it is as this language spells it."""
        return self._by_sound.get(self._folding.sound(self._spelling.international(name)), ())

    @cached_property
    def _folding(self) -> Folding:
        return Folding.of(self.lexicon)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling.of(self.lexicon)

    @cached_property
    def _by_sound(self) -> Mapping[str, Sequence[Row]]:
        out: dict[str, list[Row]] = {}
        for row in self.lexicon.rows("actors"):
            for name in row.names:
                if len(name.split()) >= LEAST:
                    out.setdefault(self._folding.sound(name), []).append(row)
        return out


@lru_cache(maxsize=8)
def _names_of(lexicon: Lexicon) -> _Names:
    return _Names(lexicon)


def _form(token: Token) -> str:
    return token.form.lower().replace("’", "'")


def _joined(words: Sequence[Token]) -> str:
    """Lower case, as they are written: *prosecutor's office*."""
    return "".join(("" if _form(t) in GENITIVES else " ") + _form(t) for t in words).strip()
