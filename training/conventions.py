"""Bring treebanks of one language to one convention of Universal Dependencies.

Alpino train is annotated as in UD 2.17, the Dutch development and test sets as in 2.12, where articles have no ``PronType``, finite verbs no
``Mood``, and an adverb that modifies a noun is ``amod``. The model learns the newer convention, which says more: LassySmall dev is brought to
it. To measure, its output is brought to the older one (``training.evaluate``). What differs is learned by counting in the training
and development sets alone (``learn``), as replacements that are certain enough to be made everywhere (``convert``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training import treebank
from training.treebank import Sentence

Context = tuple[str, str, bool]  # part of speech, that of the head, whether the head is a predicate
OFTEN, SELDOM = 0.5, 0.2  # shares in a context: a convention has it, a convention does not have it
LEAST = 10  # words of a context, or with a feature, that there should be on both sides
ALIKE = 3  # a context that is so many times rarer on one side is another kind of text, not another convention
CERTAIN = 0.95  # of the words of a class: what holds of so many holds of words that are not known
GONE = 0.1  # a feature is another convention's where it is this much rarer than in the sets to be converted


@dataclass(frozen=True)
class Mapping:
    """``feats``: (part of speech, feature) to what takes its place, empty for nothing. ``rels``: (context, relation) to the relation instead.
    ``kept``: (context, word) that keep their relation."""

    feats: dict[tuple[str, str], str]
    rels: dict[tuple[Context, str], str]
    kept: frozenset[tuple[Context, str]]


def learn(old: Sequence[Sentence], new: Sequence[Sentence]) -> Mapping:
    """How sentences of the convention of ``old`` would be written in that of ``new``."""
    feats_old, feats_new = _feats(old), _feats(new)
    feats: dict[tuple[str, str], str] = {}
    total_old, total_new = (Counter(u for s in x for u in s.upos) for x in (old, new))
    for (upos, feature), n in feats_old.items():
        if n / total_old[upos] * total_new[upos] < LEAST:
            continue
        share = feats_new[upos, feature] / total_new[upos]
        if share < GONE * n / total_old[upos]:
            name = feature.split("=")[0] + "="
            others = [(m, f) for (u, f), m in feats_new.items() if u == upos and f.startswith(name)]
            feats[upos, feature] = max(others)[1] if others else ""
    in_old, in_new = _relations(old), _relations(new)
    rels: dict[tuple[Context, str], str] = {}
    kept: set[tuple[Context, str]] = set()
    for context in in_old.keys() & in_new.keys():
        a, b = (Counter(r for r, _ in x[context].elements()) for x in (in_old, in_new))
        shares = a.total() / total_old.total(), b.total() / total_new.total()
        if min(a.total(), b.total()) < LEAST or max(shares) > ALIKE * min(shares):
            continue
        before, after = a.most_common(1)[0][0], b.most_common(1)[0][0]
        certain = (
            a[before] >= OFTEN * a.total() and b[before] <= SELDOM * b.total(),
            b[after] >= OFTEN * b.total() and a[after] <= SELDOM * a.total(),
        )
        if before != after and all(certain):
            rels[context, before] = after
            words = {w for _, w in in_new[context]}
            kept |= {(context, w) for w in words if in_new[context][before, w] > in_new[context][after, w]}
    return Mapping(feats, rels, frozenset(kept))


def _read(data: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Alpino train, and the sets of the older convention that one may learn from."""
    train, dev, lassy = (
        treebank.read(data / "ud" / f"nl_{n}.conllu") for n in ("alpino-ud-train", "alpino-ud-dev", "lassysmall-ud-dev")
    )
    return train, dev + lassy


def older(data: Path, language: str) -> Mapping | None:
    """From the model's convention to that of the test sets; None where they are one."""
    return learn(*_read(data)) if language == "nl" else None


def training_sentences(data: Path) -> dict[str, list[Sentence]]:
    """The treebanks to learn from, all in the convention of Alpino train."""
    train, others = _read(data)
    newer = replace(learn(others, train), feats={})
    rows = fuller(train, learn(train, others))
    lassy = []
    for s in treebank.read(data / "ud" / "nl_lassysmall-ud-dev.conllu"):
        feats = [
            rows.get((u, f, w.lower()), rows.get((u, f, ""), f))
            for u, f, w in zip(s.upos, s.feats, s.forms, strict=True)
        ]
        lassy.append(convert(replace(s, feats=feats), newer))
    return {
        "nl_alpino-ud-train": train,
        "nl_lassysmall-ud-dev": lassy,
        "en_ewt-ud-train": treebank.read(data / "ud" / "en_ewt-ud-train.conllu"),
    }


def fuller(sentences: Sequence[Sentence], mapping: Mapping) -> dict[tuple[str, str, str], str]:
    """What puts back the features that ``mapping`` takes away: (part of speech, features left, word) to full features.

    The word is empty where nearly all words of the class have the same; a word stands there only where it has others.
    """
    seen: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(
        Counter
    )  # of each class, words with full features
    for s in sentences:
        for upos, form, full in zip(s.upos, s.forms, s.feats, strict=True):
            seen[upos, _converted(upos, full, mapping)][form.lower(), full] += 1
    out: dict[tuple[str, str, str], str] = {}
    for (upos, left), found in seen.items():
        by_full: Counter[str] = Counter()
        by_word: dict[str, Counter[str]] = defaultdict(Counter)
        for (word, full), n in found.items():
            by_full[full] += n
            by_word[word][full] += n
        if not any(_only_left_out(full, left) for full in by_full):
            continue
        usual, most = by_full.most_common(1)[0]
        usual = usual if most >= CERTAIN * by_full.total() else left
        out[upos, left, ""] = usual
        for word, kinds in by_word.items():
            full, n = kinds.most_common(1)[0]
            if full != usual and n > 1 and (full == left or _only_left_out(full, left)):
                out[upos, left, word] = full
    return out


def _only_left_out(full: str, left: str) -> bool:
    """True where ``left`` is ``full`` without some features."""
    return full != left and (left == "_" or set(left.split("|")) < set(full.split("|")))


def convert(s: Sentence, mapping: Mapping) -> Sentence:
    """The sentence in the other convention."""
    feats = [_converted(u, f, mapping) for u, f in zip(s.upos, s.feats, strict=True)]
    rels = list(s.rels)
    for k, context in enumerate(_contexts(s)):
        if (context, s.forms[k].lower()) not in mapping.kept:
            rels[k] = mapping.rels.get((context, rels[k]), rels[k])
    return replace(s, feats=feats, rels=rels)


def _converted(upos: str, feats: str, mapping: Mapping) -> str:
    if feats == "_":
        return feats
    found = [mapping.feats.get((upos, f), f) for f in feats.split("|")]
    return "|".join(sorted(f for f in found if f)) or "_"


def _feats(sentences: Iterable[Sentence]) -> Counter[tuple[str, str]]:
    return Counter(
        (u, f)
        for s in sentences
        for u, feats in zip(s.upos, s.feats, strict=True)
        if feats != "_"
        for f in feats.split("|")
    )


def _relations(sentences: Iterable[Sentence]) -> dict[Context, Counter[tuple[str, str]]]:
    """For each context, how often each relation stands there with each word."""
    out: dict[Context, Counter[tuple[str, str]]] = defaultdict(Counter)
    for s in sentences:
        for k, context in enumerate(_contexts(s)):
            out[context][s.rels[k], s.forms[k].lower()] += 1
    return out


def _contexts(s: Sentence) -> Sequence[Context]:
    predicates = {s.heads[k] for k in range(len(s)) if s.rels[k].split(":")[0] in ("cop", "nsubj")}
    return [(s.upos[k], s.upos[h - 1] if h else "", h in predicates) for k, h in enumerate(s.heads)]
