"""Values as the cells of a CSV file and back: nothing is lost, and a spreadsheet takes no cell for a formula.

An empty cell is a value that is not known. A text that a spreadsheet would take for a formula, that begins with an apostrophe or that is empty gets an
apostrophe in front; ``value`` takes it away again. Numbers, days and truths are never given one.
"""

import json
from typing import Any

from volgens.model.record import plain

_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    *"＝＋－＠",  # as wide signs: some spreadsheets take them for the same
)  # how a cell begins that a spreadsheet computes; news is not ours to trust
GUARD = "'"
TRUTHS = {"true": True, "false": False}


def guarded(text: str) -> str:
    """The text as a cell that is taken for text."""
    return GUARD + text if not text or text.startswith((*_FORMULA, GUARD)) else text


def cell(value: Any) -> str:
    """A value as a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(plain(value))
        case list() | dict():
            return as_json(value)
    return guarded(value)


def value(text: str, kind: str) -> Any:
    """What a cell of a column of this type was made from. Raises ValueError for a cell that holds none."""
    if text == "":
        return None
    match kind:
        case "integer":
            return int(text)
        case "number":
            return plain(float(text))
        case "boolean":
            return TRUTHS[text]
        case "array":
            return json.loads(text)
    return text.removeprefix(GUARD)


def as_json(value: Any) -> str:
    """JSON on one line; what UTF-8 cannot carry, lone surrogates of a broken text, as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text
