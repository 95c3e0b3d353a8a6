"""Raw text with known token and sentence ends, made from the treebanks in the ways that news is written.

The treebanks' own text is only one way of writing: they have few typographic quotes, no paragraphs in Dutch, no datelines, few
abbreviations. So a document is built from the tokens of consecutive sentences, and quotes, dashes, line breaks and the like vary.
Each character gets a label (``volgens.parse.alphabet``): inside, word ends, token ends, sentence ends.
"""

import random
import textwrap
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from training import treebank
from volgens.parse.alphabet import INSIDE, SENTENCE, TOKEN, WORD

STYLES = [("“", "”"), ("“", "”"), ("‘", "’"), ("‘", "’"), ("„", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ('"', '"'), ("'", "'"),
          ("''", "''"), ("``", "''"), (",,", "''"), ("”", "”"), ("« ", " »"), ("‹", "›")]  # fmt: skip
DASHES = ("–", "—", "-", "--")
OPENING, CLOSING = {"``", "“", "„", ",,", "«", "‘"}, {"''", "”", "»", "’"}
EITHER = {'"', "'"}
STOPS = {".", "!", "?", "...", "…"}


@dataclass(frozen=True)
class Unit:
    """A surface token: the parts it is written of, the part of speech of the first, whether a space follows."""

    parts: tuple[str, ...]
    upos: str
    space: bool

    @property
    def text(self) -> str:
        return "".join(self.parts)


Line = list[Unit]


@dataclass
class Source:
    """A treebank's sentences as lines, with where paragraphs start and which language it is.

    ``bare``: lines without a final stop stand in its running text as they are (headings), not only in a list of examples.
    """

    lines: list[Line]
    new_paragraph: list[bool]
    language: str
    has_paragraphs: bool
    bare: bool = True


def read(path: Path, language: str, bare: bool = True, paragraphs: bool = False) -> Source:
    """``paragraphs``: those that the ids of the sentences name, where the treebank marks none."""
    sentences = treebank.read(path)
    if paragraphs:
        for before, s in pairwise(sentences):
            s.new_paragraph = s.new_paragraph or s.block != before.block
    if not any(s.new_paragraph for s in sentences):  # no running text, where a line may well be bare
        sentences = [s for s in sentences if _like_text(s)]
    lines: list[Line] = []
    marks: list[bool] = []
    for s in sentences:
        line = _line(s)
        if (
            lines and not bare and lines[-1][-1].text == ":"
        ):  # some of the news is cut at colons; most, and the test, is not
            lines[-1] = lines[-1] + line
        else:
            lines.append(line)
            marks.append(s.new_paragraph)
    return Source(lines, marks, language, any(marks), bare)


def _like_text(s: treebank.Sentence) -> bool:
    """False for the bare clauses of the grammar suites, which neither start nor end like a sentence."""
    return not s.forms[0][0].islower() or s.upos[-1] == "PUNCT"


def _line(s: treebank.Sentence) -> Line:
    out: Line = []
    k = 0
    for token in s.tokens:
        first = k
        while "".join(s.forms[first:k]) != token and len("".join(s.forms[first:k])) < len(token):
            k += 1
        parts = tuple(s.forms[first:k])
        if "".join(parts) != token:  # the parts of this token are not written in it: it stays whole
            parts = (token,)
        out.append(Unit(parts, s.upos[first], s.space_after[k - 1]))
    return out


class Writer:
    """Makes documents: ``Writer(sources, abbreviations, seed).document()`` gives a text and its labels."""

    def __init__(self, sources: list[Source], abbreviations: Path, seed: int):
        self.sources, self.rng = sources, random.Random(seed)
        self.short: dict[tuple[str, str], list[str]] = {}
        for row in abbreviations.read_text("utf8").splitlines()[2:]:
            language, form, stands = row.split("\t")
            self.short.setdefault((language, stands), []).append(form)
        self.weights = [sum(len(u.text) for line in s.lines for u in line) for s in sources]
        self.names = {s.language: sorted({u.text for x in sources if x.language == s.language for line in x.lines for u in line
                                          if u.upos == "PROPN" and u.text.isalpha()}) for s in sources}  # fmt: skip

    def document(self, sentences: int = 30) -> tuple[str, list[int]]:
        rng = self.rng
        source = rng.choices(self.sources, self.weights)[0]
        if rng.random() < 0.15:
            picked = [rng.randrange(len(source.lines)) for _ in range(sentences)]
        else:
            start = rng.randrange(max(1, len(source.lines) - sentences))
            picked = list(range(start, min(start + sentences, len(source.lines))))
        lines = [list(source.lines[i]) for i in picked]
        breaks = [bool(source.new_paragraph[i]) for i in picked]
        if not source.bare:
            lines = [_stopped(line) for line in lines]
        if rng.random() < 0.35:  # as the treebank has it
            joiner = "\n\n" if source.has_paragraphs else " "
            return _write(lines, [joiner if b else " " for b in breaks])
        return self._varied(lines, breaks, source)

    def _varied(self, lines: list[Line], breaks: list[bool], source: Source) -> tuple[str, list[int]]:
        rng = self.rng
        layout = rng.choices(("flat", "blank", "line", "wrapped"), (0.3, 0.35, 0.25, 0.1))[0]
        if layout == "flat":
            breaks = [False] * len(lines)
        elif not source.has_paragraphs or rng.random() < 0.5:
            chance = rng.choice((0.15, 0.3, 0.6, 1.0))
            breaks = [rng.random() < chance for _ in lines]
        breaks.append(layout != "flat")
        lines = [self._worded(line, source.language) for line in lines]
        for k in range(len(lines)):
            if breaks[k] and rng.random() < 0.06:
                lines[k] = self._dateline(source.language) + lines[k]
            if breaks[k + 1] and rng.random() < 0.2 and len(lines[k]) > 1 and lines[k][-1].text == ".":
                lines[k] = [*lines[k][:-2], replace(lines[k][-2], space=True)]
            if rng.random() < 0.015:
                lines[k] = [replace(u, parts=tuple(p.upper() for p in u.parts)) for u in lines[k]]
            elif rng.random() < 0.03:
                n = rng.randint(1, 3)
                lines[k] = [replace(u, parts=tuple(p.upper() for p in u.parts)) for u in lines[k][:n]] + lines[k][n:]
        lines = self._quoted(lines)
        lines = self._typography(lines)
        between = {"flat": "", "blank": "\n\n", "wrapped": "\n\n", "line": "\n"}[layout]
        text, labels = _write(lines, [between if b else " " for b in breaks])
        if layout == "wrapped":
            text = _wrapped(text, rng.randint(50, 90))
        return text, labels

    def _worded(self, line: Line, language: str) -> Line:
        """Abbreviations, initials, handles, addresses and numbers as news has them."""
        rng = self.rng
        out: Line = []
        rate = rng.choice((0.0, 0.0, 0.02, 0.06))
        for k, u in enumerate(line):
            before = out[-1] if out else None
            inner = before is not None and before.space and before.upos not in ("PUNCT", "PROPN")
            if u.upos == "PROPN" and u.text.isalpha() and rng.random() < 3 * rate:
                if rng.random() < 0.5 and (before is None or inner):
                    out.append(Unit((rng.choice(self.short[language, "name"]),), "PROPN", True))
                    if rng.random() < 0.2:
                        out.append(Unit((rng.choice(self.short[language, "name"]),), "PROPN", True))
                elif before is None or before.space:
                    for _ in range(rng.choice((1, 1, 1, 2))):
                        letters = rng.choice((1, 1, 2, 3))
                        initials = "".join(chr(65 + rng.randrange(26)) + "." for _ in range(letters))
                        out.append(Unit((initials,), "PROPN", True))
            elif u.upos == "PROPN" and u.text.isalpha() and rng.random() < 0.4 * rate:
                out.append(replace(u, parts=(self._address(u.text),)))
                continue
            elif u.upos == "NUM" and u.text.isdigit() and inner and rng.random() < 2 * rate:
                out.append(Unit((rng.choice(self.short[language, "number"]),), "NOUN", True))
            elif u.upos in ("NOUN", "DET", "ADJ", "PROPN") and inner and rng.random() < 0.2 * rate:
                out.append(Unit((rng.choice(self.short[language, "word"]),), "ADV", True))
            if u.upos == "NUM" and u.text.isdigit() and rng.random() < 0.25:
                u = replace(u, parts=(self._number(language),))
            out.append(u)
            if (
                u.upos == "NUM"
                and u.space
                and k + 2 < len(line)
                and line[k + 1].upos != "PUNCT"
                and rng.random() < rate
            ):
                out.append(Unit((rng.choice(self.short[language, "unit"]),), "NOUN", True))
        return out

    def _number(self, language: str) -> str:
        rng = self.rng
        comma, dot = (",", ".") if language == "nl" else (".", ",")
        n, m = rng.randint(1, 999), rng.randint(0, 999)
        return rng.choice(
            (f"{n}{dot}{m:03d}", f"{n}{dot}{m:03d}{dot}{rng.randint(0, 999):03d}", f"{n}{comma}{m % 10}", f"{n}{comma}{m % 100:02d}",
             f"{n % 24}.{m % 60:02d}", f"{n % 24}:{m % 60:02d}", f"{n}", f"{1900 + n % 130}", f"{n * 1000 + m}")
        )  # fmt: skip

    def _address(self, name: str) -> str:
        rng = self.rng
        host = (
            rng.choice(("www.", "https://", "http://www.", "https://www."))
            + name.lower()
            + rng.choice((".nl", ".com", ".org", ".be"))
        )
        path = rng.choice(
            ("", "/", f"/{name}-{rng.randint(1, 9999)}.html", f"/a?b={rng.randint(1, 99)}&c=x", "/news/2024/05")
        )
        handle = rng.choice(("@", "#")) + rng.choice(
            (name, f"{name}_{rng.randint(1, 99)}", f"{name}{rng.randint(1, 99)}", f"{name.lower()}")
        )
        return rng.choice((host + path, handle, handle))

    def _dateline(self, language: str) -> Line:
        rng = self.rng
        place = rng.choice(self.names[language])
        place = place.upper() if rng.random() < 0.8 else place
        out = [Unit((place,), "PROPN", True)]
        if rng.random() < 0.6:
            agency = rng.choice(self.names[language])
            agency = (
                "".join(chr(65 + rng.randrange(26)) for _ in range(rng.randint(2, 5))) if rng.random() < 0.7 else agency
            )
            out += [Unit(("(",), "PUNCT", False), Unit((agency,), "PROPN", False), Unit((")",), "PUNCT", True)]
        return [*out, Unit((rng.choice(DASHES),), "PUNCT", True)]

    def _quoted(self, lines: list[Line]) -> list[Line]:
        """Quotation marks around one to three sentences that have none, the closing one after the last stop."""
        rng = self.rng
        k = 0
        while k < len(lines):
            n = rng.choice((1, 1, 2, 3))
            block = lines[k : k + n]
            marks = OPENING | CLOSING | EITHER
            fit = len(block) == n and all(len(b) > 2 and not any(u.text in marks for u in b) for b in block)
            if fit and block[-1][-1].text in STOPS and rng.random() < 0.08:
                lines[k] = [Unit(("“",), "PUNCT", False), *lines[k]]
                last = lines[k + n - 1]
                lines[k + n - 1] = [*last[:-1], replace(last[-1], space=False), Unit(("”",), "PUNCT", True)]
                k += n
            k += 1
        return lines

    def _typography(self, lines: list[Line]) -> list[Line]:
        """One style of quotes, apostrophes, dashes and dots for the whole document."""
        rng = self.rng
        style = rng.choice(STYLES) if rng.random() < 0.7 else None
        apart = rng.random() < 0.2  # quotes with a space on the inner side, as some newspapers are digitised
        curly = rng.random() < (0.8 if style and style[0] in "“‘„" else 0.15)
        dash = rng.choice(DASHES) if rng.random() < 0.4 else None
        dots = rng.choice(("…", "...")) if rng.random() < 0.4 else None
        is_open, out = False, []
        for line in lines:
            row: Line = []
            for k, u in enumerate(line):
                text = u.text
                if text in OPENING | CLOSING | EITHER and style and not (text in ("'", "’") and u.upos != "PUNCT"):
                    glued_before = k > 0 and not line[k - 1].space
                    opens = text in OPENING or (
                        text in EITHER and (not is_open or k == 0) and not (glued_before and u.space)
                    )
                    if k == len(line) - 1 and k > 0:
                        opens = False
                    is_open = opens
                    mark = style[0] if opens else style[1]
                    tidy = mark.strip() == mark and not (apart and rng.random() < 0.7)
                    if opens:
                        u = replace(u, parts=(mark.strip(),), space=not tidy)
                    else:
                        u = replace(u, parts=(mark.strip(),))
                        if row:
                            row[-1] = replace(row[-1], space=not tidy)
                elif curly and "'" in text:
                    u = replace(u, parts=tuple(p.replace("'", "’") for p in u.parts))
                elif dash and text in DASHES and u.space and k and line[k - 1].space:
                    u = replace(u, parts=(dash,))
                elif dots and text in ("...", "…"):
                    u = replace(u, parts=(dots,))
                row.append(u)
            out.append(row)
        return out


def _stopped(line: Line) -> Line:
    """The line with a full stop, where it ends without any mark."""
    if line[-1].upos == "PUNCT":
        return line
    return [*line[:-1], replace(line[-1], space=False), Unit((".",), "PUNCT", True)]


def _write(lines: list[Line], joiners: list[str]) -> tuple[str, list[int]]:
    """Text and labels; ``joiners[k]`` stands before line ``k``, where one is empty a space does."""
    text: list[str] = []
    labels: list[int] = []
    for k, line in enumerate(lines):
        if k:
            gap = joiners[k] if joiners[k].strip(" ") else (" " if lines[k - 1] and lines[k - 1][-1].space else "")
            text.append(gap)
            labels += [INSIDE] * len(gap)
        for j, u in enumerate(line):
            for i, part in enumerate(u.parts):
                text.append(part)
                last = i == len(u.parts) - 1
                end = WORD if not last else TOKEN if j < len(line) - 1 else SENTENCE
                labels += [INSIDE] * (len(part) - 1) + [end]
            if u.space and j < len(line) - 1:
                text.append(" ")
                labels.append(INSIDE)
    whole = "".join(text)
    if len(whole) != len(labels):
        raise ValueError("labels do not cover the text")
    return whole, labels


def _wrapped(text: str, width: int) -> str:
    """Lines of at most ``width`` characters: some spaces become line ends, nothing else moves."""
    out = []
    for paragraph in text.split("\n\n"):
        at, rest = 0, paragraph
        if "  " not in rest:
            for line in textwrap.wrap(rest, width, break_long_words=False, break_on_hyphens=False):
                at += len(line)
                rest = rest[:at] + "\n" + rest[at + 1 :] if at < len(rest) else rest
                at += 1
        out.append(rest)
    return "\n\n".join(out)
