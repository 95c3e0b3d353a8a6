"""Write ``lemmas.npz``, the treebanks' words for ``volgens.parse.lexical``: ``python -m training.lemmas --data DATA --out FOLDER``."""

import argparse
import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training import treebank
from volgens.parse import lemma
from volgens.parse.lexical import SPELT, before, end, ending, hashed, parts, without_far_particle

log = logging.getLogger("training")
TRAIN = ("nl_alpino-ud-train", "nl_lassysmall-ud-dev", "en_ewt-ud-train")
USUAL = 0.9  # of the times that a form stands as a part of speech: so often its lemma must be the same to be kept
OFTEN = 10  # times that two parts of words were joined in a way that is worth knowing


def build(data: Path, out: Path) -> None:
    """Forms that have one lemma, the words that lemmas are made of, and what joins these in the forms."""
    lemmas: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    words: set[int] = set()
    links: Counter[tuple[str, str, str, str]] = Counter()
    languages = sorted({name[:2] for name in TRAIN})
    joined = [language for language in languages if _joins(data, language)]
    for name in TRAIN:
        language = name[:2]
        for s in treebank.read(data / "ud" / f"{name}.conllu"):
            for form, le, upos in zip(s.forms, s.lemmas, s.upos, strict=True):
                if upos == "VERB" and language in joined:
                    words.add(hashed(language, upos, le))
                    le = without_far_particle(form, le)
                lemmas[language, upos, form][le] += 1
                if "_" in le:
                    words.add(hashed(language, before(upos), le.rpartition("_")[0].lower()))
                    if split := lemma.rule_for(form, le).rpartition("|")[2]:
                        last, gone, put = split.split(":")
                        first = form.lower()[: -int(last)]
                        links[language, upos, first[len(first) - int(gone) :], put.lower()] += 1
                some = parts(le) or [le]
                words.add(hashed(language, upos, some[-1]))
                if upos in SPELT:
                    words.add(hashed(language, ending(upos), end(some[-1])))
                words.update(hashed(language, p) for p in some)
    rules: dict[str, int] = {}
    forms: dict[int, int] = {}
    for (language, upos, form), found in lemmas.items():
        usual, n = found.most_common(1)[0]
        if n >= USUAL * found.total():
            rule = lemma.rule_for(form, usual)
            forms[hashed(language, upos, form)] = rules.setdefault(rule, len(rules))
    order = sorted(forms)
    joints = [(*link, n) for link, n in links.most_common() if n >= OFTEN]
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out / "lemmas.npz",
        languages=np.array(languages),
        joined=np.array(joined, dtype=str),
        rules=np.array(list(rules)),
        forms=np.array(order, np.uint32),
        form_rules=np.array([forms[k] for k in order], np.uint16),
        words=np.array(sorted(words), np.uint32),
        links=np.array([link[:4] for link in joints], dtype=str).reshape(-1, 4),
        link_counts=np.array([link[4] for link in joints], np.uint32),
    )
    log.info("%d forms, %d rules, %d words, %d links", len(forms), len(rules), len(words), len(joints))


def _joins(data: Path, language: str) -> bool:
    """True where most verbs with a particle carry it in their lemma."""
    count: Counter[bool] = Counter()
    for name in TRAIN:
        if name[:2] == language:
            for s in treebank.read(data / "ud" / f"{name}.conllu"):
                for k, rel in enumerate(s.rels):
                    if rel == "compound:prt":
                        count[s.lemmas[s.heads[k] - 1].startswith(s.forms[k].lower() + "_")] += 1
    return count[True] > count[False]


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ud/")
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    build(a.data, a.out)


if __name__ == "__main__":
    main()
