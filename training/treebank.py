"""CoNLL-U treebanks as training examples."""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

# Fields are joined by a bar in a lemma rule: forms and lemmas that carry one keep the plain rule.
QUOTES = [('"', '"'), ("“", "”"), ("„", "”"), ("‘", "’"), ("'", "'"), ("''", "''"), ("«", "»"), ("”", "”")]


@dataclass
class Sentence:
    """One sentence: parallel lists over its words; ``heads`` count from 1, 0 is the root."""

    forms: list[str]
    lemmas: list[str]
    upos: list[str]
    feats: list[str]
    heads: list[int]
    rels: list[str]
    space_after: list[bool]  # of each word; inside a multi-word token False
    text: str = ""
    new_paragraph: bool = False
    block: str = ""  # the paragraph that its id names, where ids do, as in wiki-135.p.10.s.3
    tokens: list[str] = field(default_factory=list)  # surface tokens: a multi-word token is one
    source: str = ""

    def __len__(self) -> int:
        return len(self.forms)


def read(path: Path) -> list[Sentence]:
    """All sentences of a CoNLL-U file, without empty nodes."""
    out = []
    for block in path.read_text("utf8").strip().split("\n\n"):
        s = Sentence([], [], [], [], [], [], [])
        until = 0
        for line in block.splitlines():
            if line.startswith("# text = "):
                s.text = line[9:]
            elif line.startswith(("# newpar", "# newdoc")):
                s.new_paragraph = True
            elif line.startswith("# sent_id = "):
                s.block = line[12:].rpartition(".s.")[0]
            elif line.startswith("# source = "):
                s.source = line[11:]
            if line.startswith("#"):
                continue
            c = line.split("\t")
            if "." in c[0]:
                continue
            if "-" in c[0]:
                until = int(c[0].split("-")[1])
                s.tokens.append(c[1])
                after_multi = "SpaceAfter=No" not in c[9]
                continue
            inside = int(c[0]) <= until
            if not inside:
                s.tokens.append(c[1])
            s.forms.append(c[1])
            s.lemmas.append(c[2])
            s.upos.append(c[3])
            s.feats.append(c[5])
            s.heads.append(int(c[6]))
            s.rels.append(c[7])
            s.space_after.append(after_multi if int(c[0]) == until else not inside and "SpaceAfter=No" not in c[9])
        out.append(s)
    return out


def varied_quotes(forms: list[str], rng: random.Random) -> list[str]:
    """The same words with another style of quotation mark: newspapers use styles that the treebanks lack."""
    if not any(f in ("``", "''", '"', "'", "“", "”", "‘", "’") for f in forms):
        return [re.sub("'(?=.)", "’", f) if "'" in f and rng.random() < 0.5 else f for f in forms]
    opening, closing = rng.choice(QUOTES)
    out, is_open = [], False
    for f in forms:
        if f in ("``", "''", '"', "“", "”") or (f in ("'", "‘", "’")):
            is_open = f in ("``", "“", "‘") or (f in ('"', "'") and not is_open)
            out.append(opening if is_open else closing)
        else:
            out.append(f)
    return out


def without_final_stop(s: Sentence) -> Sentence:
    """The sentence without its closing full stop, as a headline has it; unchanged where something hangs on it."""
    n = len(s)
    if n < 3 or s.upos[-1] != "PUNCT" or n in s.heads:
        return s
    return Sentence(
        s.forms[:-1], s.lemmas[:-1], s.upos[:-1], s.feats[:-1], s.heads[:-1], s.rels[:-1], s.space_after[:-1]
    )


def varied(s: Sentence, rng: random.Random) -> Sentence:
    """The sentence with other quotation marks, or without its closing full stop, or as it is."""
    s = without_final_stop(s) if rng.random() < 0.06 else s
    forms = varied_quotes(s.forms, rng) if rng.random() < 0.6 else s.forms
    if forms is s.forms:
        return s
    lemmas = [f if u == "PUNCT" else le for f, le, u in zip(forms, s.lemmas, s.upos, strict=True)]
    return Sentence(forms, lemmas, s.upos, s.feats, s.heads, s.rels, s.space_after)
