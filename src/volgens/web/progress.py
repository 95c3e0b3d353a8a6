"""``/reading.json``: how far the programs are that read articles into the ledger just now. The page asks for it now and then."""

import time
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from volgens.ledger import Ledger
from volgens.ledger.running import Running
from volgens.web.answer import as_data
from volgens.web.asked import Asked
from volgens.wording import Labels, say

DOT = " · "
MINUTE = 60


def answer(ledger: Ledger, asked: Asked, request: Request) -> Response:
    running = [{**asdict(r), "told": told(r, asked.labels, time.time())} for r in ledger.running()]
    return as_data({"running": running, "ended": asked.labels("progress.ended")})


def told(running: Running, labels: Labels, now: float) -> str:
    """``Being read: 1,240 of 5,000 articles · 12 skipped · about 2 min left``."""
    done = say.number(running.done, labels)
    if running.total is None:
        count = labels("progress.some", done=done)
    else:
        count = labels("progress.of", done=done, total=say.number(running.total, labels))
    parts = [labels("progress.reading", done=count)]
    if running.skipped:
        parts.append(labels("progress.skipped", n=say.number(running.skipped, labels)))
    if running.total and 0 < running.done < running.total:
        left = (now - running.started) / running.done * (running.total - running.done)
        soon = left < MINUTE
        parts.append(
            labels("progress.soon" if soon else "progress.left", minutes=say.number(round(left / MINUTE), labels))
        )
    return DOT.join(parts)
