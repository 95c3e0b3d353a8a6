"""The same article gives the same bytes: whatever the run, the seed of hashes, the number of threads, the locale and the time zone."""

from pathlib import Path

from evaluation import same_bytes


def test_a_reading_has_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    found = same_bytes.compared(("as it is", "another seed, time zone, locale, and threads"), articles=2)
    assert found.records > 20
    assert found.different == []
