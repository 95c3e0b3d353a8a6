"""Reading: the one place that knows the order of the steps."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from volgens import __version__, lexicon
from volgens.extract import claims, domain, events, figures, numbers, places, times
from volgens.extract.word_classes import words_of
from volgens.model import Article, Document, InputError, Parsed, Provenance, Reading, Time, content_id
from volgens.parse import Parser
from volgens.resolve import actors, assemble, coreference, dates, parties, place_choice, scope, sides, sources
from volgens.resolve.gazetteer import Gazetteer


class Reader:
    """Reads articles. Loads what it needs once, when first needed.

    ``lexicons`` are folders of a user's own rows, which add to the shipped ones or take their place.
    """

    def __init__(self, lexicons: Iterable[Path] = ()):
        self._folders = tuple(lexicons)

    @cached_property
    def parser(self) -> Parser:
        return Parser.load()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer.load()

    def lexicon(self, language: str) -> lexicon.Lexicon:
        return lexicon.load(language, self._folders)

    def read(self, article: Article) -> Reading:
        """The reading of one article. An article that was skipped on the way in stays so; its reading is empty.

        Raises InputError (``language``) for an article in no language that can be read.
        """
        if article.skipped:
            return Reading(Document.of(article))
        if article.language not in lexicon.languages():
            known = ", ".join(lexicon.languages())
            raise InputError(
                "language", f"cannot read {article.language!r}", article.origin or article.id, f"languages: {known}"
            )
        return self._read(article, self.parser(article.text, article.language))

    def many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings one by one, in order."""
        return map(self.read, articles)

    def _read(self, article: Article, parsed: Parsed) -> Reading:
        words, day = self.lexicon(parsed.language), article.day
        time = dates.resolve(times.find(parsed, words), day, article.id)
        found = place_choice.resolve(places.find(parsed, words), self.gazetteer, words, parsed)
        place = assemble.places(article, found)
        number = numbers.find(parsed, words)
        chains = coreference.chains(parsed, words)
        party = parties.Parties(words, parsed, day.year if day else None, place)
        attributed = sources.resolve_sources(
            claims.find(parsed, words), parsed, party, words, article.publisher, chains
        )
        said = assemble.claims(article, attributed)
        scene = assemble.Scene(article, parsed, said, place, time, party, chains, words)
        event = sides.Sides(scene, words_of(words)).complete(assemble.events(scene, events.find(parsed, words)))
        figure = assemble.figures(scene, figures.find(parsed, number, time, words), event)
        about = domain.judge(parsed, words, day.year if day else None)
        kept = scope.keep(about, said, figure, event, place, time)
        return Reading(
            Document.of(article),
            kept.claims,
            kept.figures,
            kept.events,
            kept.places,
            kept.times,
            scope.actors(about, actors.collect(replace(scene, claims=kept.claims), kept.events)),
            self._warnings(article, kept.times, scope.warning(about, kept.withheld)),
            self.provenance(article),
        )

    def _warnings(self, article: Article, found: tuple[Time, ...], left_out: str | None) -> tuple[str, ...]:
        told = [*article.warnings, *([left_out] if left_out else [])]
        if article.day is None and any(t.anchor == "relative" for t in found):
            told.append("no publication date: days such as 'Saturday' or 'last month' stay unresolved")
        return tuple(told)

    def provenance(self, article: Article) -> Provenance:
        """What a reading of this article would be made by. Where the ledger has the same, there is no need to read it again."""
        words = self.lexicon(article.language or "")
        versions = (__version__, self.parser.hash, words.hash, self.gazetteer.hash)
        return Provenance(content_id("run", article.id, article.sha256, article.published, *versions), *versions)
