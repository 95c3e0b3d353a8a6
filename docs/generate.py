"""Write the reference pages that are made from code and from the gate's scores: ``python docs/generate.py``."""

import json
import sys
from pathlib import Path

from volgens.export.codebook import codebook
from volgens.export.columns import TABLES
from volgens.lexicon import languages, load, schemas

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent / "reference"
HEAD = "<!-- made by docs/generate.py: do not edit -->\n\n"


def lexicon_page() -> str:
    """What every table and column means, and how many rows each language has."""
    loaded = {language: load(language) for language in languages()}
    out = [
        HEAD + "# The lexicon\n",
        "Tab-separated UTF-8 files under `src/volgens/lexicon/data`, one header line, remarks on lines that begin with `#`,\n"
        "lists in a cell split by ` | `. A row fires by its kind of match: `lemma` (a verb with its particle and the words in\n"
        "`with`), `noun` (by itself or as the last part of a compound), `phrase` (words in a row, by form or lemma), `none` (looked\n"
        "up by a rule of its own). `example` is the row's test: `volgens lexicon check`.\n",
    ]
    for name, schema in schemas().items():
        if schema.scope == "shared":
            rows = f"{len(next(iter(loaded.values())).rows(name))} rows"
            place = f"shared/{name}.tsv"
        else:
            rows = ", ".join(f"{language} {len(lexicon.rows(name))}" for language, lexicon in loaded.items()) + " rows"
            place = f"<language>/{name}.tsv"
        out.append(
            f"## {name}\n\n{schema.description}\n\n`{place}` · match: {schema.match} · key: {', '.join(schema.key)} · {rows}\n"
        )
        out.append("| column | type | meaning |\n|---|---|---|")
        for c in schema.columns:
            meaning = c.description + (f" ({', '.join(c.enum)})" if c.enum else "")
            out.append(f"| `{c.name}`{' *' if c.required else ''} | {c.type} | {meaning.replace('|', chr(92) + '|')} |")
        out.append("")
    out.append("A star marks a column that may not be empty.\n")
    return "\n".join(out)


def scores_page() -> str:
    """The scores of the last run of the gate that was written down, with their floors."""
    sys.path.insert(0, str(ROOT))
    from evaluation import floors

    wanted = floors.load()
    kept = json.loads((ROOT / "evaluation" / "scores.json").read_text("utf-8"))
    out = [
        HEAD + "# Scores\n",
        "Written by the gate (`python -m evaluation.gate --shared FOLDER --write`), which ends with an error where a score is below its floor\n"
        "(`evaluation/floors.tsv`; where less is better the floor is a ceiling). *of* is how many annotated things, sentences, pages or words a score was\n"
        "taken over. What the sets are, and what the scores do not tell, is in [quality](../explanation/quality.md).\n",
    ]
    for name, s in kept.items():
        place = "not in the repository; " if s["outside"] else f"`{s['data']}`; "
        command = s["command"].replace("SHARED", "FOLDER")
        out.append(f"## {name}\n\n{s['told']} ({place}`{command}`)\n")
        out.append("| measure | score | unit | of | floor |\n|---|---|---|---|---|")
        for m in s["measures"]:
            floor = wanted.get((name, m["name"]))
            digits = 0 if m["value"] >= 100 else 3
            told = f"{floor.value:.3f}" if floor else ""
            out.append(f"| {m['name']} | {m['value']:.{digits}f} | {m['unit']} | {m['of']} | {told} |")
        out.append("")
    return "\n".join(out)


def failures_page() -> str:
    """The rows of our own sentences that are known to be read wrongly."""
    sys.path.insert(0, str(ROOT))
    from evaluation import phenomena

    rows = list(phenomena.rows())
    failing = [r for r in rows if r.fails]
    out = [
        HEAD + "# Known failures\n",
        f"{len(rows)} sentences of our own, one phenomenon each, are read by the tests (`tests/phenomena`). {len(failing)} of them are read wrongly, and the\n"
        "tests say so: when one is mended, its mark has to go.\n",
    ]
    for family in dict.fromkeys(r.family for r in failing):
        out.append(f"## {family.replace('_', ' ')}\n")
        out += [f"- ({r.language}) {' '.join(r.text.split())}<br>*{r.fails}*" for r in failing if r.family == family]
        out.append("")
    return "\n".join(out)


def scale_page() -> str:
    """How the ledger behaves as it grows: the last run that was written down."""
    kept = json.loads((ROOT / "evaluation" / "scale.json").read_text("utf-8"))
    sizes = kept["sizes"]
    out = [
        HEAD + "# The ledger as it grows\n",
        f"Written by `python -m evaluation.scale --articles N --write`, on {kept['cores']} cores that did other work at the same time; the times are\n"
        "milliseconds of the processor, those by the clock include waiting for it. Articles are made, not read (`evaluation/made_readings.py`): about ten\n"
        "claims, fifteen events and five figures each, ninety a day, a few towns in the news every day, now and then a happening that hundreds tell.\n"
        "*add* is one article in a transaction of its own; *copies* and *linking* are parts of it. Lists are of fifty, the first page, in brief; of one\n"
        "incident the words of fifty articles at most. How it is done: [decisions/ledger-size.md](../decisions/ledger-size.md)."
        f"{' ' + kept['note'] if 'note' in kept else ''}\n",
        f"| | {' | '.join(f'{int(size):,} articles'.replace(',', ' ') for size in sizes)} |\n|---|{'---|' * len(sizes)}",
    ]
    for name in dict.fromkeys(n for numbers in sizes.values() for n in numbers):
        values = (numbers.get(name) for numbers in sizes.values())
        out.append(
            f"| {name} | {' | '.join('' if v is None else f'{v:.0f}' if v >= 100 else f'{v:.1f}' for v in values)} |"
        )
    return "\n".join([*out, "", *_curve(sizes, "add, linking"), "", *_curve(sizes, "add, mean"), ""])


def _curve(sizes: dict[str, dict[str, float]], name: str) -> list[str]:
    """One row of the table as bars, a line a size."""
    known = {int(size): numbers[name] for size, numbers in sizes.items() if name in numbers}
    most = max(known.values(), default=1.0)
    bars = (f"{size:>9,}  {'#' * round(40 * v / most):<40} {v:.1f}".replace(",", " ") for size, v in known.items())
    return [f"{name}, milliseconds an article, by the number of articles in the ledger:", "", "```text", *bars, "```"]


def pages_page() -> str:
    """How quick and how heavy the web pages are: the last run that was written down."""
    kept = json.loads((ROOT / "evaluation" / "pages.json").read_text("utf-8"))
    names = list(next(iter(kept["pages"].values())))
    over = [n for n, v in kept["pages"].items() if v["processor, ms"] >= 150 or v["with all it loads, kB"] >= 300]
    counted = f"{kept['articles']:,} articles and {kept['claims']:,} claims".replace(",", " ")
    out = [
        HEAD + "# The web pages\n",
        f"Written by `python -m evaluation.pages --ledger PATH --write`, on a ledger of {counted} that `python -m evaluation.scale` made, on\n"
        f"{kept['cores']} cores that did other work at the same time. *Processor* is the time that the server works for a page, over all its threads, the best of\n"
        "three times; the *clock* includes waiting for the other work. *With all it loads*: with its scripts, styles and pictures, nothing compressed, without the\n"
        "map's library and outlines. A page is meant to take less than 150 ms and less than 300 kB; not yet so: "
        + (" · ".join(over) or "none")
        + ".\n",
        f"| page | {' | '.join(names)} |\n|---|{'---|' * len(names)}",
    ]
    for name, numbers in kept["pages"].items():
        out.append(f"| {name} | {' | '.join(f'{numbers[n]:.0f}' for n in names)} |")
    return "\n".join([*out, ""])


LANGUAGES = {"en": "English", "nl": "Dutch"}


def beside_page() -> str:
    """The reading model beside other tools: the last run that was written down."""
    kept = json.loads((ROOT / "evaluation" / "beside.json").read_text("utf-8"))
    names = {
        "volgens": "Volgens: tokens, sentences, parse, lemmas, names",
        "spacy": "spaCy, the small English pipeline: the same",
        "frog": "Frog, without chunks and morphology",
    }
    out = [
        HEAD + "# The reading model beside other tools\n",
        f"Written by `python -m evaluation.beside --write --spacy PYTHON`, on {kept['cores']} cores: every tool read the same articles in one run, by turns, each in\n"
        "a process of its own on all cores; medians. *One article* has 400 words and is read by itself, once the tool is loaded. Words are counted by Volgens.\n",
        "| language | tool | version | words | words a second | of Volgens | to load, s | one article, s | memory, MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for language, found in kept["languages"].items():
        ours = found["tools"]["volgens"]["read"]
        for name, run in found["tools"].items():
            alone = "" if run["one"] is None else f"{run['one']:.2f}"
            out.append(
                f"| {LANGUAGES[language]} | {names[name]} | {run['version']} | {found['words']} | {found['words'] / run['read']:.0f} | {ours / run['read']:.2f} "
                f"| {run['load']:.1f} | {alone} | {run['memory']:.0f} |"
            )
    return "\n".join([*out, ""])


def codebook_page() -> str:
    """Every column of every table that is exported."""
    told = (
        "What every column of an export means, made from `src/volgens/export/columns.py` and the two tables beside it; `volgens export --to ... -o FOLDER/`\n"
        "writes the same beside the files. An empty cell is a value that is not known. In CSV lists are JSON, and a text that a spreadsheet would compute, that\n"
        "begins with an apostrophe or that is empty has an apostrophe in front ([export](../how-to/export.md)). Why the columns of ACLED and UCDP are filled as they\n"
        "are: [decisions/exports.md](../decisions/exports.md).\n"
    )
    return f"{HEAD}# The codebook\n\n{told}\n{codebook(TABLES.values())}"


TOOLS = {
    "read": "Volgens: the whole reading",
    "parse": "of it the parse: tokens, sentences, trees, lemmas, names",
    "pipeline": "spaCy, the small English pipeline: a parse alone",
    "quotations": "textacy: that parse, and direct quotations",
    "recognizers": "ms-recognizers: numbers and dates alone",
    "frog": "Frog, without chunks and morphology: a parse alone",
}
PROCESSES = {
    "alone": "one process that does everything, with one thread",
    "0": "the command alone, its parser on all cores",
    "1": "one process that reads, beside the first, which writes",
    "2": "two that read, beside it (`--jobs 2`)",
}


def throughput_page() -> str:
    """What reading many articles costs: the last run that was written down."""
    kept = json.loads((ROOT / "evaluation" / "throughput.json").read_text("utf-8"))

    def told(part: str) -> str:
        found = kept[part]
        load = " to ".join(f"{n:.0f}" for n in sorted(found["load"]))
        return f"{found['articles']} articles, {sum(found['words'].values())} words, in both languages; load of the machine {load}."

    out = [
        HEAD + "# What reading many articles costs\n",
        f"Written by `python -m evaluation.throughput --write`, on {kept['machine']['cores']} cores that did other work at the same time: how much, the load tells (more than\n"
        f"{kept['machine']['cores']}: work waited). Times of the processor, all threads together, say what reading costs; a busy machine makes them longer too, but by\n"
        "tenths, where those of the clock become several times as long. Annotated articles of the project, again and again; words are counted by Volgens.\n"
        "How it is done: [decisions/many-articles.md](../decisions/many-articles.md).\n",
        f"## Processes\n\nFrom the texts into a new ledger; everything is loaded before. {told('processes')}\n",
        "| | words a second of one processor | of that in the first process | words a second by the clock | articles a second | seconds to load, which are not in these | memory, MB | of a worker, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    part = kept["processes"]
    words, articles = sum(part["words"].values()), part["articles"]
    measured = {jobs: part["found"][jobs] for jobs in PROCESSES if jobs in part["found"]}
    for jobs, n in measured.items():
        worker = f"{n['memory of a worker']:.0f}" if n["memory of a worker"] else ""
        start = f"{n['start']:.1f}" if "start" in n else ""
        out.append(
            f"| {PROCESSES[jobs]} | {words / n['busy']:.0f} | {n['in the first process'] / n['busy']:.0%} | {words / n['clock']:.0f} | {articles / n['clock']:.1f} | {start} | {n['memory']:.0f} | {worker} |"
        )
    two, cores = measured.pop("2"), kept["machine"]["cores"]
    out.append("\nHow much quicker two that read are, by the clock, with what else was running:\n")
    for jobs, n in measured.items():
        out.append(
            f"- than {PROCESSES[jobs]}: {n['clock'] / two['clock']:.2f} times, for {two['busy'] / n['busy']:.2f} of its processor's time"
        )
    out.append(
        f"\nWhile two read, the {cores} cores were at work for {two['busy'] / two['clock'] / cores:.0%} of the time. One that reads beside the first, which writes, is at work on more\n"
        "than one core already; two that read share the memory of one machine, which makes each of them slower.\n"
    )
    out += [f"## Steps\n\nShare of the processor's time, from a JSONL file into a ledger, one process with one thread. {told('steps')}\n", "| step | share |", "|---|---|"]  # fmt: skip
    out += [f"| {step} | {share:.1%} |" for step, share in sorted(kept["steps"]["found"].items(), key=lambda s: -s[1])]
    out += [f"\n## Beside other tools\n\nThe same articles, in one run, by turns, medians; every tool in a process of its own with one thread. None of the others reads who says what;\n"
            f"they are what people would build on. {told('tools')}\n", "| language | tool | words a second of one processor | time, of the whole reading |", "|---|---|---|---|"]  # fmt: skip
    versions: dict[str, str] = {}
    for language, found in kept["tools"]["found"].items():
        versions |= found["versions"]
        seconds = {name: busy for name, (_, busy) in found["seconds"].items()}
        for name in (n for n in TOOLS if n in seconds):
            speed = kept["tools"]["words"][language] / seconds[name]
            out.append(
                f"| {LANGUAGES[language]} | {TOOLS[name]} | {speed:.0f} | {seconds[name] / seconds['read']:.2f} |"
            )
    out.append(
        f"\nVersions: {'; '.join(f'{n} {v}' for n, v in versions.items())}; Python {kept['machine']['python']}.\n"
    )
    if kept.get("growth"):
        out += ["## A ledger that grows\n\nMade readings (`evaluation/made_readings.py`; nothing is read), a hundred a transaction; milliseconds an article for the last 500 before\n"
                "each size, of a busy machine, which makes them longer. One a transaction, to a hundred thousand articles: [the ledger as it grows](scale.md).\n", "| articles | of the processor | of it making ready what lists show | by the clock | memory of the process, MB | the file, MB |", "|---|---|---|---|---|---|"]  # fmt: skip
        out += [f"| {int(n):,} | {g['busy']:.1f} | {g['of it for lists']:.1f} | {g['clock']:.1f} | {g['memory']:.0f} | {g['file']:.0f} |".replace(",", " ") for n, g in kept["growth"].items()]  # fmt: skip
    return "\n".join([*out, ""])


def licences_page() -> str:
    sys.path.insert(0, str(ROOT))
    from evaluation import licences

    table, asks = licences.rows(), licences.allowed()
    lines = [
        "# Licences of what Volgens needs",
        "",
        "Made by `python docs/generate.py` from `evaluation/licences.tsv`; `python -m evaluation.licences` compares it with what the packages",
        "state. Volgens itself is Apache-2.0. Licences of data: of the reading model and what it was trained on",
        "[MODEL_CARD.md](../../src/volgens/parse/data/MODEL_CARD.md); of the gazetteer [README.md](../../src/volgens/resolve/data/README.md) (GeoNames, CC BY 4.0);",
        "the word tables, examples and annotated articles are our own, under the licences that their folders name.",
        "",
        "| package | needed by | licence | which asks |",
        "|---|---|---|---|",
    ]
    lines += [f"| {name} | {by} | {licence} | {asks[licence]} |" for name, by, licence in table.values()]
    return "\n".join(lines) + "\n"


def hostile_page() -> str:
    sys.path.insert(0, str(ROOT))
    from evaluation import fuzz_targets

    kept = json.loads((ROOT / "evaluation" / "fuzz.json").read_text("utf-8"))
    lines = [
        "# What was thrown at every way in",
        "",
        "Written by `python -m evaluation.fuzz --write`, on two cores that did much other work. *Slowest* is seconds of the processor for one input, *memory* that of the whole",
        "process of the search in MB, where the run that is told of came to its end. *Kept* is how many inputs took a branch that none before them had taken. Faults",
        "are those that the run found; they were mended after it. Where inputs are fewer than 100 000 the search was broken off there.",
        "",
        "| what is read | inputs | faults | slowest, s | memory, MB | kept |",
        "|---|---|---|---|---|---|",
    ]
    for name, found in kept.items():
        cells = (
            fuzz_targets.TARGETS[name].told,
            found["inputs"],
            len(found["wrong"]) + found["brought down"],
            found["slowest, s"],
        )
        lines.append(f"| {' | '.join(map(str, cells))} | {found['peak, MB'] or ''} | {found['kept']} |")
    return "\n".join(lines) + "\n"


PAGES = {
    "codebook.md": codebook_page,
    "beside.md": beside_page,
    "lexicon.md": lexicon_page,
    "scores.md": scores_page,
    "known-failures.md": failures_page,
    "scale.md": scale_page,
    "pages.md": pages_page,
    "throughput.md": throughput_page,
    "licences.md": licences_page,
    "hostile-input.md": hostile_page,
}


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (HERE / name).write_text(make(), "utf-8")


if __name__ == "__main__":
    main()
