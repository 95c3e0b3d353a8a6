"""Lemmas as edit rules: how a form becomes its lemma, as a label that a classifier can predict.

A rule is a string of six fields joined by tabs-as-bars, ``case|cut|add|strip|tail|split``:

    case   K keep, L lower-case, T title-case the form first
    cut    how many characters to take off its front
    add    what to put there
    strip  how many characters to take off its end
    tail   what to put there
    split  a part for compounds and separable verbs, or empty: ``k:n:link`` says that the last ``k`` characters
           of the form are the head (the rule's edits apply to it alone), and that ``n`` characters at the end of what
           stands before it give way to ``link``, with ``_`` between the two parts

The Dutch treebanks write compounds and separable verbs in parts (``raket_aanval``, ``aan_vallen``); the last part
is what the lexicon looks up. The idea of lemmas as a class of edits follows Straka (2018), UDPipe 2.0 Prototype.
"""

from functools import lru_cache


def _common(a: str, b: str) -> tuple[int, int, int]:
    """Start in ``a``, start in ``b`` and length of their longest common substring (the first of equals)."""
    best = (0, 0, 0)
    row = [0] * (len(b) + 1)
    for i, x in enumerate(a):
        last = 0
        for j, y in enumerate(b):
            keep = row[j + 1]
            row[j + 1] = last + 1 if x == y else 0
            if row[j + 1] > best[2]:
                best = (i - row[j + 1] + 1, j - row[j + 1] + 1, row[j + 1])
            last = keep
    return best


def _edits(form: str, lemma: str) -> tuple[str, int]:
    """The four middle fields that turn ``form`` into ``lemma``, and what they cost."""
    i, j, n = _common(form, lemma)
    if n == 0:
        return f"{len(form)}|{lemma}|0|", len(form) + len(lemma)
    add, tail, strip = lemma[:j], lemma[j + n :], len(form) - i - n
    return f"{i}|{add}|{strip}|{tail}", i + len(add) + strip + len(tail)


@lru_cache(maxsize=200_000)
def rule_for(form: str, lemma: str) -> str:
    """The cheapest rule that turns ``form`` into ``lemma``."""
    best: tuple[int, str] | None = None
    for rank, (case, cased) in enumerate((("K", form), ("L", form.lower()), ("T", form.title()))):
        edits, cost = _edits(cased, lemma)
        candidates = [(cost * 4 + rank, f"{case}|{edits}|")]
        head, _, last = lemma.rpartition("_")
        if head and last and "|" not in lemma:
            for k in range(2, len(cased) - 1):
                first, rest = cased[:-k], cased[-k:]
                same = 0
                while same < min(len(first), len(head)) and first[same] == head[same]:
                    same += 1
                link, gone = head[same:], len(first) - same
                edits, cost = _edits(rest, last)
                total = cost + gone + len(link)
                candidates.append((total * 4 + rank + 1, f"{case}|{edits}|{k}:{gone}:{link}"))
        found = min(candidates)
        best = found if best is None else min(best, found)
    assert best is not None
    return best[1]


def apply(rule: str, form: str) -> str:
    """The lemma that ``rule`` gives for ``form``; the form itself where the rule does not fit it."""
    case, cut, add, strip, tail, split = rule.split("|")
    word = {"K": form, "L": form.lower(), "T": form.title()}[case]
    front = ""
    if split:
        size, gone, link = split.split(":", 2)
        if int(size) >= len(word):
            return word
        front, word = word[: -int(size)], word[-int(size) :]
        front = front[: len(front) - int(gone)] + link + "_"
    left, right = int(cut), int(strip)
    if left + right > len(word):
        return front + word
    return front + add + word[left : len(word) - right] + tail
