"""The whole text of HTML that is all article, such as a newsletter: block by block, whatever tables it is laid out with."""

import re

from lxml import etree
from lxml.html import HtmlElement

from volgens.ingest.limits import LINK_WORDS
from volgens.ingest.markup import BLOCKS, tidy

_UNSEEN = frozenset(("head", "script", "style", "noscript", "template", "title", "select", "svg", "object"))
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px)?\s*(?:;|$)", re.IGNORECASE
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class _Blocks:
    """Collects the text of blocks while a tree is walked through."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.links = 0  # open links
        self._words: list[str] = []
        self._kept = False

    def add(self, text: str | None) -> None:
        if text:
            self._words.append(text)
            self._kept = self._kept or (not self.links and any(c.isalnum() for c in text))

    def end(self, heading: bool = False) -> None:
        """A block that is only a link is a button, unless it is a heading or has the words of one."""
        text = "\n".join(t for line in "".join(self._words).split("\n") if (t := tidy(line)))
        if text and (heading or self._kept or len(text.split()) >= LINK_WORDS):
            self.blocks.append(text)
        self._words, self._kept = [], False


def rendered(tree: HtmlElement) -> str:
    """Paragraphs with an empty line between them; what is hidden from a reader is left out."""
    out = _Blocks()
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    unseen: HtmlElement | None = None
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN or _HIDDEN.search(element.get("style") or ""):
                unseen = element
                walk.skip_subtree()
                continue
            if tag in BLOCKS:
                out.end()
            out.links += tag == "a"
            out.add("\n" if tag == "br" else _line(element.text))
            continue
        if element is unseen:
            unseen = None
        elif event == "end":
            out.links -= tag == "a"
            if tag in BLOCKS:
                out.end(tag in _HEADINGS)
        out.add(_line(element.tail))
    out.end()
    return "\n\n".join(out.blocks)


def _line(text: str | None) -> str | None:
    return re.sub(r"\s", " ", text) if text else None
