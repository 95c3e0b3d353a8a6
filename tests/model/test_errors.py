"""What goes wrong is told in one line, whatever is in the names of things."""

import pytest

from volgens.model import InputError, LexiconError, VolgensError
from volgens.model.errors import one_line
from volgens.wording.errors import in_words


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\nb", r"a\nb"),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\u202etxt", r"a\u202etxt"),
        ("a\udcc3", r"a\udcc3"),
        ("a\u2028\x85", r"a\u2028\x85"),
        ("é ½ de\u00a0krant “x”", "é ½ de\u00a0krant “x”"),
    ],
)
def test_errors_stay_one_line_whatever_they_name(given: str, shown: str) -> None:
    assert one_line(given) == shown
    for error in (VolgensError("what", given, "do"), InputError("empty", "what", given, "do")):
        assert str(error) == f"{shown}: what; do"
        assert in_words(error, "nl") == f"{shown}: what; do"
    assert str(LexiconError("LEX001", given, "x")) == f"x LEX001 {shown}"
