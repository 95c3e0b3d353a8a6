"""Whether a chain of mentions is a person or a body, and whether a pronoun agrees with it."""

from volgens.lexicon import Lexicon
from volgens.model import Parsed
from volgens.resolve.chain import Chain, Noun

AGENT = "agent"
BODIES = frozenset({"army", "government", "authorities", "ministry", "group", "un", "organisation", "outlet", "police", "rescue", "hospital",
                    "institute", "commission", "company", "institution", "service", "judiciary", "country", "side", "document"})  # fmt: skip
# Nouns for one person: whoever is called so is no body, whatever else is said of him (*the president, himself a former rebel*).
PERSONAL = frozenset({"leader", "minister", "governor", "mayor", "commander", "diplomat", "spokesperson", "doctor", "elder", "activist",
                      "politician", "chief", "lawyer", "expert", "reporter", "soldier", "officer", "clergy", "witness", "kin", "aide",
                      "deputy", "fighter", "policeman", "rescuer", "jurist"})  # fmt: skip


class Natures:
    """Tells persons from bodies in one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon):
        self.parsed = parsed
        agents = {str(r.word).lower() for r in lexicon.rows("source_preps") if r.role == AGENT}
        self._locative = {str(r.prep).lower() for r in lexicon.rows("place_preps")} - agents

    def is_body(self, chain: Chain) -> bool:
        """An organisation or country rather than a person."""
        if chain.groups & BODIES:
            return not (chain.groups & PERSONAL and chain.names)
        for n in chain.nouns:
            row = n.speaker.row
            if row is None or row.table != "actors":
                continue
            if row.party in row.names or (n.head.upos == "NOUN" and n.head.feats.get("Number") == "Plur"):
                return True  # also a name that begins with a plural noun: Artsen zonder Grenzen
        if chain.groups or any(n.head.upos == "NOUN" and n.name for n in chain.nouns):
            return False
        for n in chain.nouns:
            row = n.speaker.row
            if row is not None:
                if row.table in ("metonyms", "sources", "countries", "demonyms", "source_phrases"):
                    return True
                if row.table == "actors":
                    return (
                        row.kind in ("ngo", "un", "agency", "media", "expert")
                        or row.party in row.names
                        or n.plural
                        or self._has_article(n)
                    )
            if n.head.upos != "NOUN" and (n.plural or self._has_article(n)):
                return True
        return False

    def is_person(self, chain: Chain) -> bool:
        if self.is_body(chain) or not any(self._evident(n) for n in chain.nouns):
            return False
        return (any(n.name for n in chain.nouns) and chain.kind is not None) or bool(chain.groups - BODIES)

    def agrees(self, chain: Chain, animacy: str, gender: object, plural: bool) -> bool:
        if animacy == "person" and not plural:
            return (
                self.is_person(chain)
                and not chain.plural
                and (chain.gender is None or gender is None or chain.gender == gender)
            )
        if animacy == "thing":
            return self.is_body(chain) and not chain.plural
        if plural:
            return chain.plural or (self.is_body(chain) and chain.kind in ("armed_group", "police", "military"))
        if gender == "f" and animacy == "any":  # Dutch ze, haar: a woman, or a body
            return not chain.plural and ((self.is_person(chain) and chain.gender in (None, "f")) or self.is_body(chain))
        return self.is_person(chain) or self.is_body(chain)

    def _has_article(self, noun: Noun) -> bool:
        return any(c.feats.get("PronType") == "Art" for c in self.parsed.children(noun.head, "det"))

    def _evident(self, noun: Noun) -> bool:
        """Not just any word that a sentence begins with and that may be no name, nor a name after *in* or *naar*."""
        if noun.speaker.row is not None:
            return True
        placed = noun.head.rel in ("obl", "nmod") and any(
            c.form.lower() in self._locative for c in self.parsed.children(noun.head, "case")
        )
        first = self.parsed.words(noun.head.sentence)[0]
        return not placed and (len(noun.name) != 1 or noun.head.i != first.i)
