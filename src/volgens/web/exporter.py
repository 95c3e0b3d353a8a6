"""The process that makes one export for the page: what is to be made comes as JSON on standard input, the file goes out on standard output, and what went wrong
as JSON on standard error. ``python -m volgens.web.exporter``; ``web.exporting`` starts it, with a folder of its own for what it keeps meanwhile."""

import json
import os
import sys
from contextlib import suppress

from volgens.export.formats import FORMATS
from volgens.export.source import Mask, Source
from volgens.ledger import Filters, Ledger
from volgens.model import VolgensError

BEHIND = 10  # how far it stands back for the pages, as ``nice`` counts
AT_ONCE = 1 << 16  # bytes


def main() -> int:
    """0 when all of it is written, 1 where it cannot be; 0 too when nobody takes it any more."""
    with suppress(OSError, AttributeError):  # no such thing on this system
        os.nice(BEHIND)
    order = json.load(sys.stdin)
    try:
        with Ledger.open(order["ledger"], create=False) as ledger:
            mask = _masker(ledger) if order["mask"] else None
            source = Source(ledger, Filters.of(**order["filters"]), order["address"], mask, order["language"])
            with suppress(BrokenPipeError), open(1, "wb", AT_ONCE, closefd=False) as out:
                FORMATS[order["to"]].write(source, out)
    except VolgensError as e:
        json.dump([e.what, e.where, e.do], sys.stderr)
        return 1
    return 0


def _masker(ledger: Ledger) -> Mask:
    from volgens.export.mask import Masker  # it loads the reading model

    return Masker(ledger)


if __name__ == "__main__":
    sys.exit(main())
