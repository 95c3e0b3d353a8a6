"""Volgens' reading model beside what people would use instead: ``python -m evaluation.beside [--spacy PYTHON] [--frog FROG] [--write]``.

The same articles go through each tool, in one run, by turns, each in a process of its own on all cores: words a second, seconds to load, and the most
memory. English: spaCy's small pipeline (parse, tags, lemmas, names), in the Python that ``--spacy`` names, with ``--package`` the pipeline's own.
Dutch: Frog without its chunker and morphological analysis, which nobody compares. Ratios say more than times, since machines differ; words are
counted once, by Volgens. What is not there is left out.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
SETS = ("articles", "second", "third", "fourth")
WORDS = 40_000  # of each language, at the least: the articles come again
ROUNDS = 3
WRITTEN = HERE / "beside.json"
ONE = 400  # words of the article that is read alone

VOLGENS = """
import json, sys, time
began = time.perf_counter()
from volgens.parse import Parser
parser = Parser.load()
loaded = time.perf_counter() - began
texts, language, one = json.load(sys.stdin)
parser.many([(one, language)])
began = time.perf_counter()
parser.many([(text, language) for text in texts])
took, alone = time.perf_counter() - began, []
for _ in range(9):
    began = time.perf_counter()
    parser(one, language)
    alone.append(time.perf_counter() - began)
print(json.dumps([loaded, took, sorted(alone)[4], "model " + parser.hash]))
"""
SPACY = """
import json, sys, time
began = time.perf_counter()
import spacy
parser = spacy.load(sys.argv[1])
loaded = time.perf_counter() - began
texts, _, one = json.load(sys.stdin)
parser(one)
began = time.perf_counter()
for _ in parser.pipe(texts): pass
took, alone = time.perf_counter() - began, []
for _ in range(9):
    began = time.perf_counter()
    parser(one)
    alone.append(time.perf_counter() - began)
print(json.dumps([loaded, took, sorted(alone)[4], f"spaCy {spacy.__version__}, {sys.argv[1]} {parser.meta['version']}"]))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds to load, to read all texts, and to read one article alone (None: not measured); peak memory in MB; what it was."""

    load: float
    read: float
    one: float | None
    memory: float
    version: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """Articles of a language, how many words they have, and one of about ``ONE`` words."""

    language: str
    texts: tuple[str, ...]
    words: int
    one: str


def texts_of(language: str, least: int = WORDS) -> Texts:
    """The articles of the project's own sets, as often as it takes."""
    from volgens.parse import Parser

    parser = Parser.load()
    found = []
    for path in sorted(p for s in SETS for p in (HERE / s).glob("*.json")):
        gold = json.loads(path.read_text("utf8"))
        if gold["language"] == language:
            found.append(gold["text"])
    words = sum(len(p.tokens) for p in parser.many([(t, language) for t in found]))
    times = -(-least // words)
    long = parser(max(found, key=len), language)
    return Texts(
        language, tuple(found * times), words * times, long.text[: long.tokens[min(ONE, len(long.tokens)) - 1].end]
    )


def _child(command: Sequence[str], given: str = "") -> tuple[str, float]:
    """What a process prints, and the most memory that it held, in MB. Raises ``RuntimeError`` where it fails."""
    with tempfile.TemporaryFile("w+") as fed, tempfile.TemporaryFile("w+") as said:
        fed.write(given)
        fed.seek(0)
        process = subprocess.Popen(command, stdin=fed, stdout=said, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{command[0]} ended with {process.returncode}")
        said.seek(0)
        return said.read(), used.ru_maxrss / 1024


def _python(command: Sequence[str], texts: Texts) -> Run:
    out, memory = _child(command, json.dumps([texts.texts, texts.language, texts.one]))
    load, read, one, version = json.loads(out)
    return Run(load, read, one, memory, version)


def volgens(texts: Texts) -> Run:
    return _python([sys.executable, "-c", VOLGENS], texts)


def spacy(python: str, package: str) -> Callable[[Texts], Run]:
    return lambda texts: _python([python, "-c", SPACY, package], texts)


def frog(program: str) -> Callable[[Texts], Run]:
    """Frog tells no times that can be added up: what it takes for a file with one word is its loading."""

    def run(texts: Texts) -> Run:
        import time

        taken = []
        with tempfile.TemporaryDirectory() as folder:
            for content in ("Ja.\n", "\n\n".join(texts.texts)):
                file = Path(folder) / "text"
                file.write_text(content, "utf8")
                began = time.perf_counter()
                _, memory = _child([program, "--skip=ca", "--nostdout", "-t", str(file)])
                taken.append(time.perf_counter() - began)
        return Run(taken[0], taken[1] - taken[0], None, memory, frog_version(program))

    return run


def frog_version(program: str) -> str:
    """What Frog says that it is."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"frog \S+", said.stdout + said.stderr)
    return found[0].capitalize() if found else "Frog"


def compare(tools: dict[str, Callable[[Texts], Run]], texts: Texts, rounds: int = ROUNDS) -> dict[str, Run]:
    """The median of each figure over the rounds; in each the tools take turns."""
    runs: dict[str, list[Run]] = {name: [] for name in tools}
    for _ in range(rounds):
        for name, tool in tools.items():
            runs[name].append(tool(texts))
    middle: Callable[[Iterable[float]], float] = lambda some: statistics.median(some)  # noqa: E731
    return {
        name: Run(
            middle(r.load for r in some),
            middle(r.read for r in some),
            middle(r.one for r in some if r.one is not None) if some[0].one is not None else None,
            middle(r.memory for r in some),
            some[0].version,
        )
        for name, some in runs.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--spacy", help="a Python that has spaCy and the pipeline")
    ap.add_argument("--package", default="en_core_web_sm", help="the pipeline's package")
    ap.add_argument("--frog", default=shutil.which("frog"), help="the program; else the one on the path")
    ap.add_argument("--words", type=int, default=WORDS, help="of each language")
    ap.add_argument("--rounds", type=int, default=ROUNDS)
    ap.add_argument("--write", action="store_true", help=f"write {WRITTEN.name}, from which docs/reference is made")
    a = ap.parse_args(arguments)
    beside = {
        "en": {"spacy": spacy(a.spacy, a.package)} if a.spacy else {},
        "nl": {"frog": frog(a.frog)} if a.frog else {},
    }
    written = {}
    for language, others in beside.items():
        texts = texts_of(language, a.words)
        found = compare({"volgens": volgens, **others}, texts, a.rounds)
        written[language] = {"words": texts.words, "tools": {name: asdict(r) for name, r in found.items()}}
        for name, r in found.items():
            alone = "" if r.one is None else f", one article {r.one:.2f} s"
            print(
                f"{language} {name:8} {texts.words / r.read:7.0f} words a second ({found['volgens'].read / r.read:.2f} of Volgens), "
                f"load {r.load:.1f} s, {r.memory:.0f} MB{alone}"
            )
    if a.write:
        WRITTEN.write_text(json.dumps({"cores": os.cpu_count(), "languages": written}, indent=1) + "\n", "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
