"""One JSON document with a long list in it, written item by item."""

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from volgens.export.cells import as_json


def write(out: BinaryIO, document: Mapping[str, Any], name: str, items: Iterable[Any]) -> int:
    """The document with the items as its list ``name``, one a line; tells how many. ``document``: with that name within it where the list belongs."""
    before, _, after = as_json(document).partition(f'"{name}": []')
    out.write(f'{before}"{name}": [\n'.encode())
    n = 0
    for item in items:
        out.write((",\n" if n else "").encode() + as_json(item).encode())
        n += 1
    out.write(f"\n]{after}\n".encode())
    return n
