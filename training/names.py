"""Sentences with names, for ``training.entities``: the CoNLL sets, re3d, and sentences written from ``training/data``.

Two rows of tags a sentence. ``names``: PER LOC ORG MISC as in the CoNLL sets. ``arms``: WEAPON UNIT, which those sets do not
mark (a unit is an ORG there). A tag is an index into ``tags_of``; -100 where a set says nothing.
"""

import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from volgens.parse.segment import Segmenter

HERE = Path(__file__).parent / "data"
NAMES, ARMS = ("PER", "LOC", "ORG", "MISC"), ("WEAPON", "UNIT")
UNKNOWN = -100
RE3D = {
    "Person": "PER",
    "Location": "LOC",
    "Organisation": "ORG",
    "Nationality": "MISC",
    "Weapon": "WEAPON",
    "MilitaryPlatform": "WEAPON",
}
WRITTEN = 6000  # sentences made from templates
Span = tuple[int, int, str]  # first word, word after the last, kind
Article = list[tuple[list[str], list[Span]]]  # its sentences: words, and the names among them


@dataclass
class Named:
    """A sentence and the tags of its words."""

    forms: list[str]
    names: list[int]
    arms: list[int]


def tags_of(kinds: Sequence[str]) -> list[str]:
    """O, then B and I of each kind."""
    return ["O", *(f"{place}-{kind}" for kind in kinds for place in "BI")]


def tagged(n: int, spans: Sequence[Span], kinds: Sequence[str]) -> list[int]:
    """Tags of ``n`` words; of spans that overlap the longest counts."""
    index = {t: k for k, t in enumerate(tags_of(kinds))}
    out = [0] * n
    for first, last, kind in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if kind in kinds and not any(out[first:last]):
            out[first:last] = [index[f"B-{kind}"], *[index[f"I-{kind}"]] * (last - first - 1)]
    return out


def spans_of(tags: Sequence[str]) -> list[Span]:
    """Spans of B, I, O tags; an I after another kind begins one."""
    out: list[Span] = []
    for k, tag in enumerate(tags):
        place, _, kind = tag.partition("-")
        if place == "O":
            continue
        if place == "I" and out and out[-1][1] == k and out[-1][2] == kind:
            out[-1] = (out[-1][0], k + 1, kind)
        else:
            out.append((k, k + 1, kind))
    return out


def conll(path: Path) -> list[Article]:
    """The articles of a CoNLL-2002 or -2003 file."""
    out: list[Article] = []
    forms: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text("utf8").splitlines(), ""]:
        cells = line.split()
        if cells and cells[0] == "-DOCSTART-":
            out.append([])
        elif cells:
            forms.append(cells[0])
            tags.append(cells[-1])
        elif forms:
            out = out or [[]]
            out[-1].append((forms, spans_of(tags)))
            forms, tags = [], []
    return [a for a in out if a]


def table(name: str) -> list[dict[str, str]]:
    """Rows of a table in ``training/data``; lines that start with # are remarks."""
    lines = (HERE / name).read_text("utf8").splitlines()
    return list(csv.DictReader([x for x in lines if not x.startswith("#")], delimiter="\t", quoting=csv.QUOTE_NONE))


def word_classes() -> dict[str, set[str]]:
    """The words of each class of ``name_words.tsv``."""
    out: dict[str, set[str]] = defaultdict(set)
    for row in table("name_words.tsv"):
        out[row["class"]].add(row["word"])
    return out


def held_out(ids: Sequence[str]) -> set[str]:
    """A fifth of re3d's documents, for measuring: the same ones whenever asked."""
    some = sorted(ids)
    random.Random(7).shuffle(some)
    return set(some[: len(some) // 5])


def re3d(data: Path, segmenter: Segmenter, measure: bool) -> list[Article]:
    """re3d's documents: the fifth for measuring, or the others.

    re3d also marks what is no name (*they*, *the city*): a mention is kept from its first to its last capitalised word, without
    articles; one of an armed group (a table of its last words) is a UNIT as it stands, a weapon too. Acts (*air strike*) are no weapons.
    """
    words = word_classes()
    out: list[Article] = []
    documents = [
        json.loads(x) for p in sorted(data.glob("ner/re3d/*/documents.json")) for x in p.read_text("utf8").splitlines()
    ]
    marked: dict[str, list[dict[str, object]]] = defaultdict(list)
    for p in sorted(data.glob("ner/re3d/*/entities.json")):
        for x in p.read_text("utf8").splitlines():
            e = json.loads(x)
            marked[e["documentId"]].append(e)
    apart = held_out([d["_id"] for d in documents])
    for d in documents:
        if (d["_id"] in apart) != measure:
            continue
        out.append([])
        for s in segmenter(d["text"], "en"):
            places = list(s.words())
            forms = [d["text"][a:b] for a, b in places]
            starts, ends = {a: k for k, (a, _) in enumerate(places)}, {b: k + 1 for k, (_, b) in enumerate(places)}
            spans = []
            for e in marked[d["_id"]]:
                first, last, kind = starts.get(e["begin"]), ends.get(e["end"]), RE3D.get(str(e["type"]))
                if kind and first is not None and last is not None and first < last:
                    spans += _reduced(forms, (first, last, kind), words)
            out[-1].append((forms, spans))
    return out


def _reduced(forms: Sequence[str], span: Span, words: dict[str, set[str]]) -> Iterator[Span]:
    """What of a mention of re3d is a name; a unit is also an ORG where it is one by its letters."""
    first, last, kind = span
    while first < last and forms[first].lower() in words["determiner"]:
        first += 1
    if first == last:
        return
    end = forms[last - 1].lower()
    if kind == "WEAPON":
        if end not in words["act"]:
            yield first, last, kind
        return
    if kind == "ORG" and end in words["unit"]:
        yield first, last, "UNIT"
    capital = [k for k in range(first, last) if forms[k][:1].isupper() and forms[k].lower() not in words["title"]]
    if not capital or (len(capital) == 1 and forms[capital[0]].lower() in words["pronoun"]):
        return
    if kind != "ORG" or capital[-1] == last - 1:
        yield capital[0], capital[-1] + 1, kind


def written(rng: random.Random, filled: dict[str, list[list[str]]], n: int = WRITTEN) -> list[Named]:
    """Sentences from templates over lists of weapons and armed units; places and people come from ``filled``.

    They say nothing about PER LOC ORG MISC: the real sentences do that better.
    """
    lists: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in table("armed.tsv"):
        for language in row["language"].split("|"):
            lists[language, row["class"]].append(row["name"])
    templates = [(r["language"], re.findall(r"\{\w+\}|[^\s{}]+", r["sentence"])) for r in table("name_sentences.tsv")]
    out = []
    for _ in range(n):
        language, parts = rng.choice(templates)
        forms: list[str] = []
        spans: list[Span] = []
        for part in parts:
            if not part.startswith("{"):
                forms.append(part)
                continue
            slot = part[1:-1]
            chosen = rng.choice(filled[slot]) if slot in filled else rng.choice(lists[language, slot]).split()
            if not forms:
                chosen = [chosen[0][:1].upper() + chosen[0][1:], *chosen[1:]]
            if slot not in filled:
                spans.append(
                    (len(forms), len(forms) + len(chosen), {"WEAPONS": "WEAPON", "UNITS": "UNIT"}.get(slot, slot))
                )
            forms += chosen
        out.append(Named(forms, [UNKNOWN] * len(forms), tagged(len(forms), spans, ARMS)))
    return out


def load(data: Path, segmenter: Segmenter, rng: random.Random) -> list[Named]:
    """All sentences to learn names from."""
    out: list[Named] = []
    filled: dict[str, list[list[str]]] = {"PER": [], "LOC": []}
    armed = {w.lower() for row in table("armed.tsv") for w in row["name"].split() if len(w) > 2}
    for path in ("conll2002-nl.train", "conll2003-en.train"):
        for forms, spans in chain.from_iterable(conll(data / "ner" / path)):
            arms = [UNKNOWN if f.lower() in armed else 0 for f in forms]
            for first, last, kind in spans:
                if kind in ("ORG", "MISC"):
                    arms[first:last] = [UNKNOWN] * (last - first)
                if kind in filled and last - first <= 3:
                    filled[kind].append(forms[first:last])
            out.append(Named(forms, tagged(len(forms), spans, NAMES), arms))
    for forms, spans in chain.from_iterable(re3d(data, segmenter, measure=False)):
        out.append(Named(forms, tagged(len(forms), spans, NAMES), tagged(len(forms), spans, ARMS)))
    return out + written(rng, filled)
