"""Names from the scores of tags."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from volgens.parse import Parser
from volgens.parse.names import AGAIN, Tags, agreed

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
SCORES = st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=1, max_size=4)
PARSER = Parser.load(threads=1)


def in_order(row: tuple[int, ...]) -> bool:
    before = "O"
    for tag in (TAGS[k] for k in row):
        if tag.startswith("I-") and before[2:] != tag[2:]:
            return False
        before = tag
    return True


@given(SCORES)
def test_no_row_of_tags_in_order_scores_higher(scores: list[list[int]]) -> None:
    (found,) = Tags(TAGS).best(np.array([scores], np.float32), [len(scores)])

    def total(row: tuple[int, ...]) -> float:
        again = sum(TAGS[b][:2] == "B-" and TAGS[a][2:] == TAGS[b][2:] for a, b in itertools.pairwise(row))
        return sum(scores[k][tag] for k, tag in enumerate(row)) - AGAIN * again

    assert in_order(tuple(found))
    assert total(tuple(found)) == max(total(r) for r in itertools.product(range(5), repeat=len(scores)) if in_order(r))


@given(st.lists(SCORES, min_size=1, max_size=3))
def test_what_stands_after_a_sentence_changes_nothing(batch: list[list[list[int]]]) -> None:
    sizes = [len(s) for s in batch]
    scores = np.full((len(batch), max(sizes) + 1, 5), 50, np.float32)
    for row, s in enumerate(batch):
        scores[row, : len(s)] = s
    assert Tags(TAGS)(scores, sizes) == [Tags(TAGS)(np.array([s], np.float32), [len(s)])[0] for s in batch]


def test_stretches() -> None:
    rows = [1, 2, 1, 0, 3, 4, 4]  # two people side by side, then a place of three words
    scores = np.eye(5, dtype=np.float32)[rows][None] * 9
    assert Tags(TAGS)(scores, [7]) == [[(0, 2, "PER"), (2, 3, "PER"), (4, 7, "LOC")]]


def test_news() -> None:
    doc = PARSER(
        "Premier Dick Schoof sprak gisteren in Brussel met Mark Rutte.\n\nDaarna reisde hij naar Parijs.", "nl"
    )
    found = {(" ".join(t.form for t in doc.tokens[n.first : n.last]), n.kind) for n in doc.names}
    assert {("Dick Schoof", "PER"), ("Brussel", "LOC"), ("Mark Rutte", "PER"), ("Parijs", "LOC")} <= found
    assert all(0 <= n.first < n.last <= len(doc.tokens) for n in doc.names)


def test_weapons_and_armed_units() -> None:
    doc = PARSER(
        "Strijders van de Rapid Support Forces hebben El Fasher met drones en zware artillerie beschoten.", "nl"
    )
    found = {(" ".join(t.form for t in doc.tokens[n.first : n.last]), n.kind) for n in doc.names}
    assert {("Rapid Support Forces", "UNIT"), ("drones", "WEAPON"), ("zware artillerie", "WEAPON")} <= found


def test_names_of_a_sentence_that_is_read_in_parts() -> None:
    words = ["Mark", "Rutte", "bezocht", "de", "troepenverplaatsingen", "in", "Brussel", ","] * 100
    (found,) = PARSER.network.analyse([words])
    assert len([n for n in found.names if n[2] == "LOC"]) >= 90
    assert all(0 <= first < last <= len(words) for first, last, _ in found.names)
    assert (words.index("Mark", 700), words.index("Mark", 700) + 2, "PER") in found.names


def test_a_name_is_the_same_thing_throughout_an_article() -> None:
    tags = Tags(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])
    sure_person = np.array([[0.0, 9.0, 0.0, 1.0, 0.0], [9.0, 0.0, 0.0, 0.0, 0.0]], np.float32)
    in_doubt = np.array([[9.0, 0.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.0, 2.5, 0.0]], np.float32)
    spoke, of_him = ["Jordan", "sprak"], ["volgens", "Jordan"]
    assert tags.of_article([of_him], [in_doubt]) == [[(1, 2, "LOC")]]
    assert tags.of_article([spoke, of_him], [sure_person, in_doubt]) == [[(0, 1, "PER")], [(1, 2, "PER")]]
    assert tags.of_article([], []) == []


def test_words_without_capitals_and_other_words_keep_their_odds() -> None:
    scores = np.log(np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.5, 0.5]], np.float32))
    assert (agreed(["leger", "Goma", "leger", "Bukavu"], scores) == scores).all()
    drawn = agreed(["Goma", "x", "y", "Goma"], scores)
    assert (drawn[1:3] == scores[1:3]).all()
    assert scores[3, 0] < drawn[3, 0] < drawn[0, 0] < scores[0, 0]
