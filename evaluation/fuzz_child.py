"""One process of ``evaluation.fuzz``: ``python -m evaluation.fuzz_child TARGET INPUTS FOLDER``, until so many inputs were tried.

Atheris guides the search by the branches that an input takes. What goes wrong is kept, an example of each kind, and the search goes on.
"""

import json
import mmap
import os
import resource
import struct
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import atheris

from evaluation.fuzz import WATCHED

SLOW, HANGS, MEGABYTES = 5.0, 60, 1500  # seconds of one input that are told of; after which it is ended; of memory
COUNT = struct.Struct("<Qd")  # inputs tried, the slowest in seconds


class Search:
    """What was tried in a folder so far, and what went wrong. ``count`` outlives a process that is brought down."""

    def __init__(self, target: Any, folder: Path, most: int):
        self._target, self._folder, self._most = target, folder, most
        path = folder / "count"
        if not path.exists():
            path.write_bytes(COUNT.pack(0, 0.0))
        with path.open("r+b") as file:
            self._kept = mmap.mmap(file.fileno(), COUNT.size)

    def one(self, raw: bytes) -> None:
        count, slowest = COUNT.unpack(self._kept[:])
        if count >= self._most:
            self._end()
        began = time.process_time()
        try:
            self._target.run(raw)
        except Exception as e:
            self._keep(e, raw)
        took = time.process_time() - began
        if took > SLOW:
            self._keep(TimeoutError(f"{took:.1f} s"), raw)
        self._kept[:] = COUNT.pack(count + 1, max(slowest, took))

    def _keep(self, error: Exception, raw: bytes) -> None:
        """One example of each place where something goes wrong, the shortest."""
        place = traceback.extract_tb(error.__traceback__)[-1:] if error.__traceback__ else ()
        at = "".join(f"{Path(p.filename).stem}-{p.lineno}" for p in place)
        path = self._folder / "wrong" / f"{type(error).__name__}-{at or 'slow'}"
        if not path.exists() or len(raw) < path.stat().st_size:
            path.write_bytes(raw)
            path.with_name(path.name + ".txt").write_text(
                "".join(traceback.format_exception(error))[-6000:], "utf-8", "replace"
            )

    def _end(self) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        path = self._folder / "peak.json"
        known = json.loads(path.read_text("utf-8")) if path.exists() else 0
        path.write_text(json.dumps(max(peak, known)), "utf-8")
        os._exit(0)


def main(name: str, most: int, folder: Path) -> None:
    watched = WATCHED[name]
    with atheris.instrument_imports(include=list(watched)):
        from evaluation import fuzz_targets

        target = fuzz_targets.TARGETS[name]
        seeds = target.seeds()
        for seed in seeds:  # what it loads at need is loaded, and watched, from here on
            target.run(seed)
    for part in ("corpus", "wrong"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for k, seed in enumerate(seeds):
        (folder / "corpus" / f"seed-{k}").write_bytes(seed)
    (folder / "words").write_text(
        "".join('"' + "".join(f"\\x{b:02x}" for b in w) + '"\n' for w in target.words), "utf-8"
    )
    search = Search(target, folder, most)
    told = [sys.argv[0], str(folder / "corpus"), f"-max_len={target.longest}", f"-timeout={HANGS}", f"-rss_limit_mb={MEGABYTES}", "-seed=1",
            f"-artifact_prefix={folder}/wrong/", "-print_final_stats=1", "-detect_leaks=0", "-report_slow_units=60", "-verbosity=0"]  # fmt: skip
    if target.words:
        told.append(f"-dict={folder / 'words'}")
    extra = {}
    if name == "reading":
        extra["custom_mutator"] = lambda raw, longest, seed: fuzz_targets.words_changed(raw, seed, longest)
    atheris.Setup(told, search.one, **extra)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
