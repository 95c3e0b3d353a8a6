"""Claims as schema.org ``Claim``. There is never a ``ClaimReview``: what people decide here is whether a claim was read rightly, not whether it is true."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from volgens.export import stream
from volgens.export.links import of_article, permalink
from volgens.export.source import Source
from volgens.ledger.found import Paper
from volgens.model import Claim
from volgens.wording import labels

CONTEXT = "https://schema.org"
# What kind of thing a source is; who is not in the list may be a person or a body, so it is a Thing.
TYPES = {"person": "Person", "witness": "Person", "expert": "Person", "un": "Organization", "ngo": "NGO", "agency": "NewsMediaOrganization",
         "media": "NewsMediaOrganization", "document": "CreativeWork"}  # fmt: skip
Values = dict[str, Any]


def write(source: Source, out: BinaryIO) -> int:
    return stream.write(out, {"@context": CONTEXT, "@graph": []}, "@graph", claims(source))


def claims(source: Source) -> Iterator[Values]:
    for item, paper in source.items():
        if hasattr(item, "claim") and not hasattr(item, "place") and isinstance(item.claim, Claim):
            yield claim(item.claim, paper, source)


def claim(c: Claim, paper: Paper, source: Source) -> Values:
    """What somebody says, who says it and in which article. ``description``: how it is said, in which words."""
    d, words = paper.document, labels(source.language)
    how = words(f"stance.{c.stance}")
    cue = f"{how}, {words('quote', text=c.cue.text)}" if c.cue else how
    return {
        "@type": "Claim",
        "@id": source.address + permalink("claims", d.id, c),
        "text": c.content.text,
        "description": f"{cue} · {c.channel}" if c.channel else cue,
        "author": {"@type": TYPES.get(c.source.kind, "Thing"), "name": c.source.name},
        "inLanguage": d.language,
        "appearance": _known(
            {
                "@type": "NewsArticle",
                "@id": source.address + of_article(d.id),
                "url": d.url,
                "headline": d.title,
                "datePublished": d.published,
                "inLanguage": d.language,
                "publisher": {"@type": "Organization", "name": d.publisher} if d.publisher else None,
                "license": d.licence,
            }
        ),
    }


def _known(values: Values) -> Values:
    return {k: v for k, v in values.items() if v is not None}
