"""The repair of what is counted."""

import pytest

from tests.support import doc
from volgens.parse.repair import repair

BESIDE = """
Medics medic NOUN 2 nsubj
reported report VERB 0 root
19 19 NUM 2 obj
dead dead ADJ 2 xcomp
"""
BELOW = BESIDE.replace("19 19 NUM 2 obj", "19 19 NUM 4 nummod")


@pytest.mark.parametrize("table", [BESIDE, BELOW])
def test_what_is_counted_is_the_object(table: str) -> None:
    fixed = repair(doc(table, "en"))
    assert [t.form for t in fixed.children(fixed.tokens[1], "obj")] == ["dead"]
    assert [t.form for t in fixed.children(fixed.tokens[3], "nummod")] == ["19"]


def test_a_state_of_something_named_is_left() -> None:
    counted = doc(BELOW.replace("19 19 NUM 4 nummod", "people people NOUN 2 obj"), "en")
    assert repair(counted) is counted


def test_it_is_a_repair_of_english() -> None:
    dutch = doc(BESIDE)
    assert repair(dutch) is dutch
