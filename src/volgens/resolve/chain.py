"""Mentions, and the chains that they make."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from volgens.extract.source_phrase import Speaker
from volgens.model import Token


@dataclass(frozen=True, slots=True)
class Noun:
    """A mention: its head, its tokens, the proper name in it (if any) and what its words tell."""

    head: Token
    tokens: tuple[Token, ...]
    name: tuple[str, ...]
    speaker: Speaker
    plural: bool
    definite: bool
    subject: bool

    @property
    def start(self) -> int:
        return min(t.start for t in self.tokens)

    @property
    def end(self) -> int:
        return max(t.end for t in self.tokens)

    def text(self, source: str) -> str:
        """Its words in the article, a bracket that opens in them closed."""
        words = source[self.start : self.end]
        return words + ")" if "(" in words and ")" not in words and source[self.end : self.end + 1] == ")" else words


@dataclass(slots=True)
class Chain:
    """All mentions of one thing, in text order."""

    nouns: list[Noun] = field(default_factory=list)
    pronouns: list[Token] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    pronoun_gender: str | None = None

    @property
    def names(self) -> list[tuple[str, ...]]:
        return [n.name for n in self.nouns if n.name]

    @property
    def kind(self) -> str | None:
        """The kind its mentions tell, a description before a bare name."""
        told = [n.speaker for n in self.nouns if n.speaker.row is not None and n.speaker.kind]
        return told[0].kind if told else next((n.speaker.kind for n in self.nouns if n.speaker.kind), None)

    @property
    def groups(self) -> set[str]:
        return {n.speaker.group for n in self.nouns if n.speaker.group}

    @property
    def gender(self) -> str | None:
        return next((n.speaker.gender for n in self.nouns if n.speaker.gender), self.pronoun_gender)

    @property
    def plural(self) -> bool:
        return any(n.plural for n in self.nouns)

    @property
    def is_topic(self) -> bool:
        """Is one of its mentions in the last sentence that has any the subject there (*De ADF* is gelieerd aan IS: the ADF is *de groep*)?"""
        sentence = self.last.sentence
        return any(n.subject and n.head.sentence == sentence for n in self.nouns)

    @property
    def last(self) -> Token:
        latest = [*(n.head for n in self.nouns[-1:]), *self.pronouns[-1:]]  # both are in text order
        return max(latest, key=lambda t: t.i)

    def best(self) -> Noun:
        """The mention to name it by: the fullest name, with its title; else the fullest description."""
        return self.fullest(self.nouns)

    @staticmethod
    def fullest(nouns: Sequence[Noun]) -> Noun:
        """See ``best``."""
        return max(nouns, key=lambda n: (len(n.name), len(n.tokens) <= 9, len(n.tokens), -n.head.i))
