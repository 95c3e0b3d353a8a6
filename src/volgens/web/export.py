"""``/export?to=...``: all that fits the filters as a file, in every format that ``volgens export`` has."""

import os
import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from volgens.export.formats import FORMATS
from volgens.export.mask import Masker
from volgens.export.source import Source
from volgens.ledger import Ledger
from volgens.web.asked import Asked

OWN = ("to", "mask")


def answer(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """The file, which is written whole before it is sent. ``mask=1``: with names of persons masked. Raises HTTPException 400 for no such format."""
    chosen = FORMATS.get(asked.own["to"])
    if chosen is None:
        raise HTTPException(400, f"to cannot be {asked.own['to']!r}; use {', '.join(FORMATS)}")
    mask = Masker(ledger) if asked.own["mask"] not in ("", "0") else None
    source = Source(ledger, asked.filters, str(request.base_url).rstrip("/"), mask, asked.labels.language)
    handle, name = tempfile.mkstemp(prefix="volgens-export-")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            chosen.write(source, out)
    except BaseException:
        path.unlink()
        raise
    return FileResponse(path, media_type=chosen.media, filename=chosen.file, background=BackgroundTask(path.unlink))
