"""Reading: the one place that knows the order of the steps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from volgens import __version__, lexicon
from volgens.extract import claims, domain, events, figures, numbers, places, times
from volgens.extract.word_classes import words_of
from volgens.model import Article, Document, InputError, Parsed, Provenance, Reading, Time, content_id
from volgens.parse import Parser, card
from volgens.resolve import (
    actors,
    assemble,
    coreference,
    dates,
    known_sources,
    parties,
    place_choice,
    scope,
    sides,
    sources,
)
from volgens.resolve.gazetteer import Gazetteer


class Reader:
    """Reads articles. Loads what it needs once, when first needed.

    ``lexicons`` are folders of a user's own rows, which add to the shipped ones or take their place. ``threads``: of the parser, 0 as many as cores.
    """

    def __init__(self, lexicons: Iterable[Path] = (), threads: int = 0):
        self._folders, self._threads = tuple(lexicons), threads

    @cached_property
    def parser(self) -> Parser:
        return Parser.load(threads=self._threads)

    @cached_property
    def model_hash(self) -> str:
        """Of the reading model, which is not loaded for it."""
        return self.parser.hash if "parser" in self.__dict__ else card.model_hash(card.DATA)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer.load()

    def lexicon(self, language: str) -> lexicon.Lexicon:
        return lexicon.load(language, self._folders)

    def read(self, article: Article, parsed: Parsed | None = None) -> Reading:
        """The reading of one article. An article that was skipped on the way in stays so; its reading is empty. ``parsed``: its parse, where it is at hand.

        Raises InputError (``language``) for an article in no language that can be read.
        """
        if article.skipped:
            return Reading(Document.of(article))
        if article.language not in lexicon.languages():
            known = ", ".join(lexicon.languages())
            raise InputError(
                "language", f"cannot read {article.language!r}", article.origin or article.id, f"languages: {known}"
            )
        return self._read(article, parsed or self.parser(article.text, article.language))

    def many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings one by one, in order."""
        return map(self.read, articles)

    def parsed(self, articles: Sequence[Article]) -> list[Parsed | None]:
        """The parse of each, made together, which is quicker; None for one that is not to be read."""
        wanted = [k for k, a in enumerate(articles) if not a.skipped and a.language in lexicon.languages()]
        wanted.sort(key=lambda k: articles[k].language or "")  # of one language together: larger batches
        made = self.parser.many([(articles[k].text, articles[k].language or "") for k in wanted])
        by_place = dict(zip(wanted, made, strict=True))
        return [by_place.get(k) for k in range(len(articles))]

    def _read(self, article: Article, parsed: Parsed) -> Reading:
        words, day = self.lexicon(parsed.language), article.day
        when = times.find(parsed, words)
        time = dates.resolve(when, day, article.id)
        found = place_choice.resolve(places.find(parsed, words), self.gazetteer, words, parsed)
        place = assemble.places(article, found)
        number = numbers.find(parsed, words)
        chains = coreference.chains(parsed, words)
        party = parties.Parties(words, parsed, day.year if day else None, place)
        attributed = sources.resolve_sources(
            claims.find(parsed, words), parsed, party, words, article.publisher, chains
        )
        said = assemble.claims(article, tuple(known_sources.known(attributed, parsed, party, words)))
        scene = assemble.Scene(article, parsed, said, place, time, party, chains, words)
        event = sides.Sides(scene, words_of(words)).complete(
            assemble.events(scene, events.find(parsed, words, tuple((m.start, m.end) for m in when)))
        )
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
        versions = (__version__, self.model_hash, words.hash, self.gazetteer.hash)
        return Provenance(content_id("run", article.id, article.sha256, article.published, *versions), *versions)
