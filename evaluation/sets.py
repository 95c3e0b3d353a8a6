"""The sets that the gate measures: what each is, where its data lies, how it is run by itself, and its runner.

Data of the repository is always there. Data of others (licences in the model card and in ``docs/explanation/quality.md``) is not part of the
repository: ``--shared`` names a folder with ``gold/`` and ``data/``, and a set whose data is not there is not measured, which the gate says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation import (
    articles,
    copied,
    linking,
    masking,
    own_cases,
    periods_gold,
    phenomena,
    places_geo,
    plover,
    polnear,
    quantities_own,
    silence,
    speed,
    times_own,
    treebanks,
)
from evaluation.measures import Measure
from volgens.reader import Reader

Run = Callable[[Path, Reader], list[Measure]]


@dataclass(frozen=True, slots=True)
class Set:
    """``data`` is a path in the repository, or (``outside``) in the folder that ``--shared`` names. ``fast``: the tests run it too."""

    name: str
    told: str
    data: str
    command: str
    run: Run
    outside: bool = True
    fast: bool = False


ROOT = Path(__file__).parents[1]

SETS = (
    Set("own", "annotated articles of our own, Dutch and English, one coder", "evaluation/articles",
        "python -m evaluation.articles", lambda d, r: articles.score(d, r).measures("own"), outside=False, fast=True),
    Set("second", "seven more, annotated blind, then learned from", "evaluation/second",
        "python -m evaluation.articles evaluation/second", lambda d, r: articles.score(d, r).measures("second"), outside=False),
    Set("third", "seven more, annotated blind, measured unseen, then learned from", "evaluation/third",
        "python -m evaluation.articles evaluation/third", lambda d, r: articles.score(d, r).measures("third"), outside=False),
    Set("fourth", "nine more by three coders, annotated blind, then learned from", "evaluation/fourth",
        "python -m evaluation.articles evaluation/fourth", lambda d, r: articles.score(d, r).measures("fourth"), outside=False),
    Set("fresh", "nine that no rule has seen, by the same three: measured, never read for errors", "evaluation/fresh",
        "python -m evaluation.articles evaluation/fresh", lambda d, r: articles.score(d, r).measures("fresh"), outside=False),
    Set("gold", "annotated articles, Dutch and English, retold after real reports (not in the repository)", "gold",
        "python -m evaluation.articles SHARED/gold", lambda d, r: articles.score(d, r).measures("gold")),
    Set("silence", "pages of our own that are not about conflict, told in the words of war", "evaluation/silence",
        "python -m evaluation.silence", lambda d, r: silence.measures(silence.read(d, r)), outside=False, fast=True),
    Set("masking", "names of persons in short texts of our own: to mask, or to keep", "evaluation/masking",
        "python -m evaluation.masking", masking.measures, outside=False),
    Set("incidents_made", "made-up news in two languages, of which articles tell of one happening (50 happenings)", "evaluation/incidents",
        "python -m evaluation.linking --made 50", lambda d, r: linking.measures((), r, 50, "incidents_made"), outside=False, fast=True),
    Set("incidents", "which of the annotated articles tell of one happening, among news of 500 made-up happenings in one ledger", "gold",
        "python -m evaluation.linking SHARED/gold", lambda d, r: linking.measures((d,), r)),
    Set("copies_few", "cuts of made-up articles and of our own among each other (60 made-up articles)", "evaluation/incidents",
        "python -m evaluation.copied --made 60", lambda d, r: copied.measures(60, "copies_few"), outside=False, fast=True),
    Set("copies", "cuts of made-up articles and of our own among each other (500 made-up articles)", "evaluation/incidents",
        "python -m evaluation.copied", lambda d, r: copied.measures(), outside=False),
    Set("phenomena", "sentences of our own, one phenomenon each; rows that are known failures count as wrong", "tests/phenomena",
        "python -m evaluation.phenomena", lambda d, r: phenomena.measures(d), outside=False, fast=True),
    Set("own_cases", "sentences of our own with times, numbers and figures", "tests/extract",
        "python -m evaluation.own_cases", lambda d, r: own_cases.measures(r.parser), outside=False, fast=True),
    Set("times_own", "40 expressions of time in sentences, in each language", "data/time-number/own",
        "python -m evaluation.times_own 2025-01-11 SHARED/data/time-number/own/time_nl.tsv SHARED/data/time-number/own/time_en.tsv",
        lambda d, r: times_own.measures(d, r.parser)),
    Set("quantities_own", "40 quantities in sentences, in each language", "data/time-number/own",
        "python -m evaluation.quantities_own SHARED/data/time-number/own", lambda d, r: quantities_own.measures(d, r.parser)),
    Set("periods_gold", "days of the events and figures of the annotated articles, words given", "gold",
        "python -m evaluation.periods_gold SHARED/gold", lambda d, r: periods_gold.measures(d, r.parser)),
    Set("places_geo", "77 Dutch names of places; the toponyms of 118 English articles (TR-News)", "data",
        "python -m evaluation.places_geo SHARED/data", lambda d, r: places_geo.measures(d, r.gazetteer, r.parser)),
    Set("plover", "PLOVER categories of 161 English sentences (Halterman and others 2023), development half",
        "data/events/plover-gold-dev.jsonl", "python -m evaluation.plover SHARED/data/events/plover-gold-dev.jsonl",
        lambda d, r: plover.measures(d, r.parser)),
    Set("polnear", "attributions in 84 English political articles (PolNeAR, development part)", "data/attribution/polnear-dev",
        "python -m evaluation.polnear SHARED/data/attribution/polnear-dev", lambda d, r: polnear.measures(d, r.parser)),
    Set("treebanks", "the reading model on the test sets of Universal Dependencies, from raw text", "data/ud",
        "python -m training.evaluate --data SHARED/data", lambda d, r: treebanks.measures(d.parent, r.parser)),
    Set("speed", "the annotated articles of our own, read again and again", "evaluation/articles",
        "python -m evaluation.speed", speed.measures, outside=False),
)  # fmt: skip
