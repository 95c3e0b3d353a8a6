"""Parsing articles together changes nothing, whatever stands among them."""

from volgens.ingest import article_of
from volgens.model import Skipped
from volgens.reader import Reader

READER = Reader(threads=1)
TEXTS = [
    ("Volgens het leger kwamen zaterdag drie burgers om in Charkov.", "nl"),
    ("The army said on Saturday that three people were killed in Kharkiv.", "en"),
    ("Het ministerie ontkent dat. “Er was geen aanval”, zegt een woordvoerder.", "nl"),
]


def test_parsed_together_is_parsed_alone_and_what_is_not_read_is_not_parsed() -> None:
    articles = [article_of(t, language, "2025-01-11") for t, language in TEXTS]
    others = [articles[0].with_(id="x", skipped=Skipped("empty", "no text")), articles[0].with_(id="y", language="fr")]
    found = READER.parsed([articles[0], *others, *articles[1:], articles[0]])
    assert found == [
        READER.parser(a.text, a.language or "") if a.id not in "xy" else None
        for a in (articles[0], *others, *articles[1:], articles[0])
    ]
    assert [READER.read(a, p) for a, p in zip(articles, READER.parsed(articles), strict=True)] == list(
        READER.many(articles)
    )


def test_provenance_is_told_without_loading_the_model() -> None:
    reader = Reader()
    (article,) = (article_of(t, language) for t, language in TEXTS[:1])
    assert reader.provenance(article) == READER.read(article).provenance
    assert "parser" not in reader.__dict__
