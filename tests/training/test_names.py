"""Sentences to learn names from."""

import random
from pathlib import Path

import pytest

from training import names


def test_tags_and_stretches_say_the_same() -> None:
    spans = [(0, 2, "PER"), (2, 3, "PER"), (4, 6, "ORG")]
    tags = [names.tags_of(names.NAMES)[t] for t in names.tagged(7, spans, names.NAMES)]
    assert tags == ["B-PER", "I-PER", "B-PER", "O", "B-ORG", "I-ORG", "O"]
    assert names.spans_of(tags) == spans


def test_of_stretches_that_overlap_the_longest_counts() -> None:
    tags = names.tagged(4, [(0, 1, "MISC"), (0, 3, "ORG")], names.NAMES)
    assert names.spans_of([names.tags_of(names.NAMES)[t] for t in tags]) == [(0, 3, "ORG")]


def test_conll_files(tmp_path: Path) -> None:
    path = tmp_path / "some"
    first = "EU NNP B-ORG\nbans NNS O\nPeter NN I-PER\nBlack NN I-PER\n\nNo DT O\n"
    one = [(["EU", "bans", "Peter", "Black"], [(0, 1, "ORG"), (2, 4, "PER")]), (["No"], [])]
    path.write_text(f"-DOCSTART- -X- O\n\n{first}\n-DOCSTART- -X- O\n\nYes DT O\n", "utf8")
    assert names.conll(path) == [one, [(["Yes"], [])]]
    path.write_text(first, "utf8")
    assert names.conll(path) == [one]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("the city of Homs", "LOC", {("Homs", "LOC")}),
        ("they", "PER", set()),
        ("Mr Ellwood", "PER", {("Ellwood", "PER")}),
        ("a heavy machine gun", "WEAPON", {("heavy machine gun", "WEAPON")}),
        ("three air strikes", "WEAPON", set()),
        ("the Northern Brigade", "ORG", {("Northern Brigade", "ORG"), ("Northern Brigade", "UNIT")}),
        ("foreign fighters", "ORG", {("foreign fighters", "UNIT")}),
        ("the Danish government", "ORG", set()),
    ],
)
def test_what_of_a_mention_is_a_name(text: str, kind: str, found: set[tuple[str, str]]) -> None:
    forms = text.split()
    spans = names._reduced(forms, (0, len(forms), kind), names.word_classes())
    assert {(" ".join(forms[a:b]), k) for a, b, k in spans} == found


def test_written_sentences_mark_what_was_filled_in() -> None:
    known = {row["name"].lower(): row["class"] for row in names.table("armed.tsv")}
    tags = names.tags_of(names.ARMS)
    for s in names.written(random.Random(7), {"PER": [["Ada", "Vos"]], "LOC": [["Harar"]]}, 300):
        assert not any("{" in f or "}" in f for f in s.forms)
        assert set(s.names) == {names.UNKNOWN}
        for first, last, kind in names.spans_of([tags[t] for t in s.arms]):
            assert known[" ".join(s.forms[first:last]).lower()] == kind
