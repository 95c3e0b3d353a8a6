"""Every reader stands bytes that chance makes of sound ones: a short run; ``evaluation.fuzz`` is the long one, which learns from what the code does."""

import random
from collections.abc import Iterator

import pytest

from evaluation import fuzz, fuzz_targets

INPUTS = 150
FEWER = {"pdf": 25, "parameters": 10, "html": 60, "warc": 60, "feed": 80, "mail": 80}
TARGETS = {name: t for name, t in fuzz_targets.TARGETS.items() if name != "reading"}  # which loads the model: below


def damaged(seeds: list[bytes], words: tuple[bytes, ...], count: int) -> Iterator[bytes]:
    """Sound samples with stretches taken out, doubled, changed, or put in from the words of their format; always the same."""
    chance = random.Random(7)
    for _ in range(count):
        raw = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 6)):
            at, length = chance.randrange(len(raw) + 1), chance.randrange(40)
            put = (
                b"",
                raw[at : at + length] * 2,
                chance.randbytes(chance.randrange(8)),
                chance.choice(words) if words else b"\0",
            )
            raw[at : at + chance.choice((0, 1, length))] = chance.choice(put)
        yield bytes(raw)


def test_every_reader_is_searched() -> None:
    assert set(fuzz.WATCHED) == set(fuzz_targets.TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_stands_what_chance_makes(name: str) -> None:
    target = TARGETS[name]
    seeds = target.seeds()
    for raw in (b"", *seeds, *damaged(seeds, target.words, FEWER.get(name, INPUTS))):
        target.run(raw)


def test_a_whole_reading_stands_what_chance_makes() -> None:
    target = fuzz_targets.TARGETS["reading"]
    seeds = target.seeds()
    chance = random.Random(7)
    for k in range(4):
        target.run(fuzz_targets.words_changed(chance.choice(seeds), k))


def test_what_is_wrong_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from volgens.ingest import text

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(text, "front_matter", broken)
    with pytest.raises(ZeroDivisionError):
        TARGETS["text"].run(b"Titel: x\n\ny")
