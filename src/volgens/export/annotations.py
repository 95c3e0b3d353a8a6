"""Claims, figures and events as Web Annotations (W3C): each on the words that it rests on, by quotation and by position."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from volgens import __version__
from volgens.export import stream
from volgens.export.links import of_article, permalink
from volgens.export.source import Source
from volgens.ledger.found import Paper
from volgens.ledger.items import Item, kind_of, record_of
from volgens.model import Claim, Event, Figure, Span
from volgens.wording import Labels, labels, say

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a quotation, to tell it from the same words elsewhere
Values = dict[str, Any]


def write(source: Source, out: BinaryIO) -> int:
    """One AnnotationCollection with a single page."""
    page: Values = {"type": "AnnotationPage", "startIndex": 0, "items": []}
    document = {
        "@context": CONTEXT,
        "id": f"{source.address}/annotations",
        "type": "AnnotationCollection",
        "label": "Volgens",
        "first": page,
    }
    return stream.write(out, document, "items", annotations(source))


def annotations(source: Source) -> Iterator[Values]:
    words = labels(source.language)
    for item, paper in source.items():
        yield annotation(item, paper, source, words)


def annotation(item: Item, paper: Paper, source: Source, words: Labels) -> Values:
    """A record on its words. The text that its offsets count in is Volgens' own of the article, kept at ``cached``."""
    record, kind = record_of(item), kind_of(item)
    document, cached = paper.document, source.address + of_article(paper.document.id)
    state: Values = {"type": "TimeState", "cached": cached}
    if document.retrieved and len(document.retrieved) > 10:
        state["sourceDate"] = document.retrieved
    body: Values = {"type": "TextualBody", "value": told(item, words), "format": "text/plain", "purpose": "describing"}
    tag: Values = {"type": "TextualBody", "value": kind.removesuffix("s"), "purpose": "tagging"}
    return {
        "id": source.address + permalink(kind, item.document.id, record),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"Volgens {__version__}"},
        "body": [body | {"language": words.language}, tag],
        "target": {
            "source": document.url or cached,
            **({"state": state} if document.url else {}),
            "selector": selectors(rests_on(item), document.text, source.mask is not None),
        },
    }


def rests_on(item: Item) -> Span:
    """The words that a record rests on."""
    record = record_of(item)
    return record.content if isinstance(record, Claim) else record.quote  # type: ignore[union-attr]


def selectors(words: Span, text: str, masked: bool) -> list[Values]:
    """By quotation and by position; by position alone where names are masked, since the quotation is not in the article then."""
    place: Values = {"type": "TextPositionSelector", "start": words.start, "end": words.end}
    if masked:
        return [place]
    quote: Values = {"type": "TextQuoteSelector", "exact": words.text}
    around = {
        "prefix": text[max(0, words.start - AROUND) : words.start],
        "suffix": text[words.end : words.end + AROUND],
    }
    return [{**quote, **{k: v for k, v in around.items() if v}}, place]


def told(item: Item, words: Labels) -> str:
    """The record in plain words, and whose they are."""
    record = record_of(item)
    claim = record if isinstance(record, Claim) else item.claim
    what = ""
    if isinstance(record, Figure):
        what = say.figure(record, words, item.document.language)
    elif isinstance(record, Event):
        acts = say.acts(record, words)
        what = " · ".join(p for p in (words.event_type(record.type), acts, say.how_sure(record, words)) if p)
    if claim is None:
        return f"{what} · {words('heading.itself')}"
    about = " · ".join(say.source_kind(claim.source, claim.anonymous, words))
    who = words("side", name=claim.source.name, party=about)
    return " · ".join(p for p in (what, who, words(f"stance.{claim.stance}")) if p)
