"""What an article was taken to be about, and the words that told: why nothing, or not all, was written down."""

from collections.abc import Iterator
from pathlib import Path

from volgens import lexicon
from volgens.cli.layout import Style, clean, wrap
from volgens.cli.view import DOT
from volgens.extract import domain
from volgens.model import Reading
from volgens.parse import Parser
from volgens.wording import Labels

SHOWN = 12  # cues of a domain that are named


def lines(reading: Reading, folders: tuple[Path, ...], labels: Labels, width: int, style: Style) -> Iterator[str]:
    """The judgement on the article's text, made again from its words, with the weight of each domain and its cues."""
    d = reading.document
    yield style.bold(f"{labels('about.article')}  {d.id}")
    yield from wrap(clean(DOT.join(p for p in (d.publisher, d.title) if p)), width, "  ")
    if d.language not in lexicon.languages():
        yield from wrap(labels("about.unread"), width, "  ")
        return
    year = int(d.published[:4]) if d.published else None
    judgement = domain.judge(Parser.load()(d.text, d.language), lexicon.load(d.language, folders), year)
    told = labels("about.conflict" if judgement.about else "about.other")
    yield from wrap(told, width, "  ")
    if judgement.against:
        yield from wrap(labels("about.against", n=str(len(judgement.against))), width, "  ")
    yield ""
    yield style.name(labels("about.words"))
    for name, weight in sorted(judgement.weights.of.items(), key=lambda x: -x[1]):
        cues = [c.word for c in judgement.weights.cues if c.domain == name]
        rows = dict.fromkeys(c.row for c in judgement.weights.cues if c.domain == name and c.row)
        more = ", …" if len(cues) > SHOWN else ""
        yield from wrap(
            f"{labels(f'domain.{name}')} {weight:.1f}: {clean(', '.join(cues[:SHOWN]))}{more}", width, "  ", "    "
        )
        yield from (style.dim(line) for line in wrap(", ".join(rows), width, "    "))
    for warning in reading.warnings:
        yield ""
        yield from (style.warn(line) for line in wrap(clean(warning), width, "  ", "    "))
