"""Exports of the page, each made by a process of its own, so that no page waits for one and none takes this process's memory.

So many are made at once, at a low priority; who comes after them waits a while for a place, and is then told when to come again. What is made goes out as it is made,
piece by piece. When whoever asked for it goes away, or takes nothing of it any more, its process is ended.
"""

import json
import os
import sys
import tempfile
from asyncio import Semaphore
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from anyio import CancelScope, EndOfStream, create_task_group, fail_after, open_process, to_thread
from anyio.abc import ByteReceiveStream, Process
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from volgens.export.output import ExportError

PLACES = max(1, min(4, (os.cpu_count() or 1) - 1))  # exports that are made at once: one core is left for the pages
WAITS = 30.0  # seconds for a place
AGAIN = "30"  # seconds after which somebody may ask again
STALLED = 120.0  # seconds in which somebody has to take a piece
COMMAND = (sys.executable, "-m", "volgens.web.exporter")
TROUBLE = "trouble"  # the name of the file with what the process says of itself


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made. ``ledger``: its path or address; ``to``: a format; ``address``: of the page, for permalinks; ``language``: of plain words."""

    ledger: str
    to: str
    filters: Mapping[str, Sequence[str]]
    address: str
    mask: bool
    language: str


class Places:
    """The places there are. ``running``: how many are taken."""

    def __init__(self, places: int = PLACES, waits: float = WAITS):
        self._free, self._waits = Semaphore(places), waits
        self.running = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """A place, once there is one. Raises HTTPException 503 where there is none for too long."""
        try:
            with fail_after(self._waits):
                await self._free.acquire()
        except TimeoutError:
            raise HTTPException(
                503,
                f"other exports are being made, and there is no place for this one: ask again in {AGAIN} seconds, or use `volgens export`",
                {"retry-after": AGAIN},
            ) from None
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1
            self._free.release()


class Export(Response):
    """The file of an order, as an answer. The first piece has to be there before anything is sent, so that what cannot be made is told as such; what breaks off
    later is an answer that does not end, which every browser tells."""

    def __init__(self, places: Places, order: Order, media: str, file: str):
        super().__init__(media_type=media, headers={"content-disposition": f'attachment; filename="{file}"'})
        del self.headers["content-length"]
        self._places, self._order = places, order

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD":
            await self._begin(send)
            await send({"type": "http.response.body", "body": b""})
            return
        trouble: Exception | None = None
        async with create_task_group() as tasks:
            tasks.start_soon(_gone, receive, tasks.cancel_scope)
            try:
                await self._made(send)
            except (HTTPException, ExportError, TimeoutError) as e:  # outside of the group, where they stand alone
                trouble = e
            tasks.cancel_scope.cancel()
        if trouble is not None:
            raise trouble

    async def _begin(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})

    async def _made(self, send: Send) -> None:
        with tempfile.TemporaryDirectory(prefix="volgens-export-") as folder:
            trouble = Path(folder) / TROUBLE
            async with self._places.one(), _started(self._order, trouble) as process:
                assert process.stdout is not None
                piece = await _next(process.stdout)
                if not piece:
                    await _ended(process, trouble)
                await self._begin(send)
                while piece:
                    with fail_after(STALLED):
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
                    piece = await _next(process.stdout)
                await _ended(process, trouble)
                await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive, waiting: CancelScope) -> None:
    """Until whoever asked goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    waiting.cancel()


@asynccontextmanager
async def _started(order: Order, trouble: Path) -> AsyncIterator[Process]:
    """The process that makes it, with what it is to make; it does not outlive this. What it keeps meanwhile stands beside ``trouble``."""
    own = {**os.environ, "TMPDIR": str(trouble.parent)}
    with trouble.open("wb") as said:
        async with await open_process(COMMAND, stderr=said, env=own) as process:
            try:
                assert process.stdin is not None
                await process.stdin.send(json.dumps(asdict(order)).encode())
                await process.stdin.aclose()
                yield process
            finally:
                with suppress(ProcessLookupError):
                    process.kill()


async def _next(stream: ByteReceiveStream) -> bytes:
    """The next piece; empty at the end."""
    try:
        return await stream.receive()
    except EndOfStream:
        return b""


async def _ended(process: Process, trouble: Path) -> None:
    """Raises ExportError where it did not end well."""
    if await process.wait() == 0:
        return
    said = await to_thread.run_sync(lambda: trouble.read_text("utf8", "replace"))
    try:
        what, where, do = json.loads(said)
    except ValueError:
        print(said, file=sys.stderr)
        what, where, do = "the export could not be made", "", "look at what `volgens serve` wrote in its terminal"
    raise ExportError(what, where, do)
