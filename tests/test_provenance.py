"""What a reading says it was made by."""

import hashlib

from volgens.ingest import article_of
from volgens.reader import Reader

ARTICLE = article_of("In Goma vielen dinsdag twee doden.", language="nl", published="2025-03-12")


def test_provenance_names_the_gazetteer() -> None:
    reader = Reader()
    made = reader.provenance(ARTICLE)
    assert made.gazetteer_hash == hashlib.sha256(reader.gazetteer.path.read_bytes()).hexdigest()
    assert reader.read(ARTICLE).provenance == made


def test_another_gazetteer_makes_another_run() -> None:
    reader, other = Reader(), Reader()
    other.gazetteer.__dict__["hash"] = "0" * 64
    try:
        assert reader.gazetteer is other.gazetteer  # the shipped one is shared
        changed = other.provenance(ARTICLE)
    finally:
        del other.gazetteer.__dict__["hash"]
    made = reader.provenance(ARTICLE)
    assert changed.gazetteer_hash == "0" * 64
    assert changed.run_id != made.run_id
    assert (changed.model_hash, changed.lexicon_hash) == (made.model_hash, made.lexicon_hash)
