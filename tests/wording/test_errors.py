"""What goes wrong is told in the reader's language: every line that the page can show has a row in the table."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import volgens
from volgens.model import DecisionError
from volgens.wording.errors import in_words

SOURCE = Path(volgens.__file__).parent
FILES = [
    *(SOURCE / "web").glob("*.py"),
    *(SOURCE / "ledger" / f"{name}.py" for name in ("filters", "contract", "deciding", "reviews")),
]
RAISED = ("HTTPException", "ExportError", "DecisionError", "ValueError", "NotInContract", "Field", "_line")
# Of a file of decisions, for whoever imports one; and one whose noun is filled in (below).
INSIDE = {"does not say what it is about", "no x x"}


def texts(node: ast.AST) -> Iterator[str]:
    """The lines that an argument can be, with x for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts: list[str] = [""]
        for v in node.values:
            choices = [v.value] if isinstance(v, ast.Constant) else list(texts(v.value)) or ["x"]  # type: ignore[attr-defined]
            parts = [p + str(c) for p in parts for c in choices]
        yield from parts
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def lines(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
            given = [a for a in node.args if not (isinstance(a, ast.Name | ast.Attribute))]
            for a in [*given, *(k.value for k in node.keywords)]:
                for text in texts(a):
                    if " " in text.strip():
                        yield f"{path.name}:{node.lineno}", text


def test_every_line_that_the_page_can_show_is_told_in_dutch() -> None:
    found = [(at, text) for path in FILES for at, text in lines(path)]
    assert len(found) > 70
    untold = [x for x in found if in_words(x[1], "nl") == x[1] and not any(end in x[1] for end in INSIDE)]
    assert untold == [], "add a row to wording/data/errors.tsv"


@pytest.mark.parametrize(
    ("line", "nl"),
    [
        ("since 2025-02-01 is after until 2025-01-01", "since 2025-02-01 is later dan until 2025-01-01"),
        (
            "low cannot be 'a few'; it is a number from 0, or null",
            "low kan niet 'a few' zijn; het is een getal vanaf 0, of leeg",
        ),
        *[
            (f"no {what} x-1", f"er is geen {nl} x-1")
            for what, nl in (("incident", "incident"), ("article", "artikel"), ("record", "gegeven"))
        ],
        ("something that nobody wrote", "something that nobody wrote"),
        ("no article a\nb {x}", "er is geen artikel a\nb {x}"),
    ],
)
def test_lines(line: str, nl: str) -> None:
    assert in_words(line, "nl") == nl
    assert in_words(line, "en") == line


def test_what_where_and_what_to_do() -> None:
    error = DecisionError("is undone already", "decision-1", "undo decision-2 to have it back")
    assert in_words(error, "en") == str(error)
    assert (
        in_words(error, "nl") == "decision-1: is al teruggedraaid; draai decision-2 terug om die weer te laten gelden"
    )


def test_both_languages_fill_in_the_same() -> None:
    from volgens.wording.errors import _lines

    for _, names, told in _lines():
        assert set(re.findall(r"\{(\w+)\}", told["nl"])) <= set(names)
        assert told["nl"]
