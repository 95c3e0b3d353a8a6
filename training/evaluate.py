"""Measure the shipped model on treebanks: ``python -m training.evaluate --data DATA [--model FOLDER] [--write FOLDER] [NAME ...]``.

As in the CoNLL 2018 shared task: tokens, sentences and words are spans of characters without white space, F1; UPOS, FEATS, LEMMA, UAS
and LAS count system words that stand exactly where a gold word stands. LAS is without subtypes, punctuation included. Two runs for each
treebank: ``gold`` keeps its sentences and tokens, ``raw`` starts from its text, sentences joined by a space or, where the treebank
says so, a blank line. Names, from gold tokens: F1 of whole names with their kind, as in the CoNLL shared tasks. Alpino and LassySmall are
annotated in an older convention than the model's; ``gold, converted`` and ``raw, converted`` are measured after the model's output was brought to
theirs (``training.conventions``). A last run, ``paragraphs``, where only the ids of the sentences tell paragraphs: those too are parted by a blank
line, as the page had them. Needs no torch.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training import conventions, names, treebank
from volgens.parse import Parser, card
from volgens.parse.network import Analysis

MEASURES = ("tokens", "sentences", "upos", "feats", "lemmas", "uas", "las")
OPENING, CLOSING = "<!-- scores, written by training.evaluate -->", "<!-- end of scores -->"
NAMES = ("conll2002-nl.testb", "conll2003-en.test", "re3d")
TESTS = ("nl_alpino-ud-test", "nl_lassysmall-ud-test", "en_ewt-ud-test", "de_gsd-ud-test")


@dataclass
class Side:
    """Gold or system: spans count characters that are no white space; parallel lists over words."""

    sentences: list[tuple[int, int]]
    tokens: list[tuple[int, int]]
    words: list[tuple[int, int]]
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]  # index of the governing word, -1 for a root
    rels: list[str]


def gold_side(sentences: Sequence[treebank.Sentence]) -> Side:
    side = Side([], [], [], [], [], [], [], [])
    at = 0
    for s in sentences:
        start, base, k, t = at, len(side.words), 0, at
        for token in s.tokens:
            side.tokens.append((t, t + len("".join(token.split()))))
            inside, first = side.tokens[-1], k
            joined = ""
            while len(joined) < len(token) and k < len(s):
                joined += s.forms[k]
                k += 1
            whole = joined == token
            for form in s.forms[first:k]:
                n = len("".join(form.split()))
                side.words.append((t, t + n) if whole else inside)
                t += n if whole else 0
            t = inside[1]
        side.sentences.append((start, t))
        at = t
        _columns(side, base, Analysis(tuple(s.upos), tuple(s.feats), tuple(s.lemmas), tuple(s.heads), tuple(s.rels)))
    return side


def _columns(side: Side, base: int, a: Analysis) -> None:
    side.upos += a.upos
    side.feats += a.feats
    side.lemmas += a.lemmas
    side.heads += [base + h - 1 if h else -1 for h in a.heads]
    side.rels += [r.partition(":")[0] for r in a.rels]


def converted(forms: Sequence[str], a: Analysis, mapping: conventions.Mapping | None) -> Analysis:
    """The analysis in another convention."""
    if mapping is None:
        return a
    s = treebank.Sentence(list(forms), list(a.lemmas), list(a.upos), list(a.feats), list(a.heads), list(a.rels), [])
    new = conventions.convert(s, mapping)
    return replace(a, feats=tuple(new.feats), rels=tuple(new.rels))


def from_gold_tokens(
    parser: Parser,
    sentences: Sequence[treebank.Sentence],
    gold: Side,
    language: str,
    mappings: Sequence[conventions.Mapping | None],
) -> list[Side]:
    """One side for each of the mappings."""
    sides = [Side(gold.sentences, gold.tokens, gold.words, [], [], [], [], []) for _ in mappings]
    for s, a in zip(sentences, parser.network.analyse([s.forms for s in sentences], language), strict=True):
        for side, mapping in zip(sides, mappings, strict=True):
            _columns(side, len(side.upos), converted(s.forms, a, mapping))
    return sides


def text_of(sentences: Sequence[treebank.Sentence], paragraphs: bool = False) -> str:
    """The treebank's raw text; ``paragraphs``: with those that the ids name."""
    out: list[str] = []
    for k, s in enumerate(sentences):
        if k:
            new = s.new_paragraph or (paragraphs and s.block != sentences[k - 1].block)
            out.append("\n\n" if new else " " if sentences[k - 1].space_after[-1] else "")
        if not s.text:
            raise ValueError("a sentence without text")
        out.append(s.text)
    return "".join(out)


def from_text(parser: Parser, text: str, language: str, mappings: Sequence[conventions.Mapping | None]) -> list[Side]:
    """One side for each of the mappings."""
    segments, analyses = parser.read(text, language)
    sides = [Side([], [], [], [], [], [], [], []) for _ in mappings]
    solid = [0]
    for c in text:
        solid.append(solid[-1] + (not c.isspace()))
    span = lambda a, b: (solid[a], solid[b])  # noqa: E731
    for s, a in zip(segments, analyses, strict=True):
        forms = [text[i:j] for i, j in s.words()]
        for side, mapping in zip(sides, mappings, strict=True):
            base = len(side.words)
            side.sentences.append(span(s.start, s.end))
            side.tokens += [span(t.start, t.end) for t in s.tokens]
            side.words += [span(*w) for w in s.words()]
            _columns(side, base, converted(forms, a, mapping))
    return sides


def scores(gold: Side, system: Side) -> dict[str, float]:
    """F1 of each measure."""
    f1 = lambda right, a, b: round(2 * right / (len(a) + len(b)), 4)  # noqa: E731
    out = {}
    for name in ("tokens", "sentences", "words"):
        a, b = getattr(gold, name), getattr(system, name)
        out[name] = f1(sum((Counter(a) & Counter(b)).values()), a, b)
    where = {span: i for i, span in enumerate(gold.words)}
    pairs = [(where[span], j) for j, span in enumerate(system.words) if span in where]
    right: Counter[str] = Counter()
    for i, j in pairs:
        for name in ("upos", "feats", "lemmas"):
            right[name] += getattr(gold, name)[i] == getattr(system, name)[j]
        g, s = gold.heads[i], system.heads[j]
        ok = (g < 0 and s < 0) or (g >= 0 and s >= 0 and gold.words[g] == system.words[s])
        right["uas"] += ok
        right["las"] += ok and gold.rels[i] == system.rels[j]
    return out | {k: f1(n, gold.words, system.words) for k, n in right.items()}


def evaluate(parser: Parser, data: Path, name: str) -> dict[str, dict[str, float]]:
    """Scores of one treebank, from gold tokens and from raw text."""
    sentences = treebank.read(data / "ud" / f"{name}.conllu")
    gold = gold_side(sentences)
    language = name[:2]
    mapping = conventions.older(data, language)
    mappings, kinds = ([None, mapping], ["", ", converted"]) if mapping else ([None], [""])
    began = time.perf_counter()
    raw = from_text(parser, text_of(sentences), language, mappings)
    print(f"{name}: {len(gold.words) / (time.perf_counter() - began):.0f} words a second from raw text")
    out = {}
    for origin, sides in (("gold", from_gold_tokens(parser, sentences, gold, language, mappings)), ("raw", raw)):
        out |= {origin + kind: scores(gold, side) for kind, side in zip(kinds, sides, strict=True)}
    if len({s.block for s in sentences}) > 1 and not any(s.new_paragraph for s in sentences):
        out["paragraphs"] = scores(gold, from_text(parser, text_of(sentences, True), language, [None])[0])
    return out


def evaluate_names(parser: Parser, data: Path, name: str) -> dict[str, float]:
    """F1 of all names of a set and of each kind; re3d: of the documents kept apart, with WEAPON and UNIT."""
    if name == "re3d":
        articles, language = names.re3d(data, parser.segmenter, measure=True), "en"
        kinds: tuple[str, ...] = (*names.NAMES, *names.ARMS)
    else:
        articles, language, kinds = names.conll(data / "ner" / name), name.partition("-")[2][:2], names.NAMES
    sentences = [s for a in articles for s in a]
    whose = [k for k, a in enumerate(articles) for _ in a]
    found = parser.network.analyse([forms for forms, _ in sentences], language, whose)
    count: dict[str, Counter[str]] = {kind: Counter() for kind in ("all", *kinds)}
    for (_, gold), analysis in zip(sentences, found, strict=True):
        for kind in kinds:
            a, b = ({x for x in some if x[2] == kind} for some in (gold, analysis.names))
            for key in (kind, "all"):
                count[key].update(right=len(a & b), both=len(a) + len(b))
    return {k: round(2 * c["right"] / max(1, c["both"]), 4) for k, c in count.items()}


def names_table(found: dict[str, dict[str, float]]) -> str:
    """The scores of names in per cent as a table in Markdown."""
    kinds = ("all", *names.NAMES, *names.ARMS)
    lines = [f"| names | {' | '.join(kinds)} |", "|---|" + "---|" * len(kinds)]
    for name, one in found.items():
        lines.append(f"| {name} | " + " | ".join(f"{100 * one[k]:.1f}" if k in one else "" for k in kinds) + " |")
    return "\n".join(lines) + "\n"


def table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """The scores in per cent as a table in Markdown."""
    lines = [f"| treebank | from | {' | '.join(MEASURES)} |", "|---|---|" + "---|" * len(MEASURES)]
    for name, runs in found.items():
        for kind, one in runs.items():
            lines.append(f"| {name} | {kind} | " + " | ".join(f"{100 * one[m]:.1f}" for m in MEASURES) + " |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ud/")
    ap.add_argument("--model", type=Path, help="a folder of model files; else the shipped ones")
    ap.add_argument(
        "--write",
        type=Path,
        help="write scores.json and the sums of the files into this folder, and the table of its MODEL_CARD.md",
    )
    ap.add_argument(
        "names", nargs="*", default=(*TESTS, *NAMES), help="treebanks, conll2002-nl.FILE, conll2003-en.FILE, re3d"
    )
    a = ap.parse_args(arguments)
    if a.write:
        card.pin(a.write)  # these are the files from now on
    parser = Parser.load(a.model) if a.model else Parser.load()
    out, named = {}, {}
    for name in a.names:
        if "-ud-" not in name:
            named[name] = evaluate_names(parser, a.data, name)
            print(f"{name:22} names", "  ".join(f"{k} {v}" for k, v in named[name].items()), flush=True)
            continue
        out[name] = evaluate(parser, a.data, name)
        for kind, found in out[name].items():
            print(f"{name:22} {kind:5}", "  ".join(f"{k} {v}" for k, v in found.items()), flush=True)
    if a.write:
        text = json.dumps({"model": parser.hash, "scores": out, "names": named}, indent=1) + "\n"
        (a.write / "scores.json").write_text(text, "utf8")
        described = a.write / "MODEL_CARD.md"
        before, _, rest = described.read_text("utf8").partition(OPENING)
        _, _, after = rest.partition(CLOSING)
        described.write_text(f"{before}{OPENING}\n{table(out)}\n{names_table(named)}{CLOSING}{after}", "utf8")


if __name__ == "__main__":
    main()
