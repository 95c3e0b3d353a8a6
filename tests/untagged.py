"""Documents without syntax: words and sentences alone, as rules that should need no more are tested on."""

import re
from collections.abc import Mapping

from volgens.model import Parsed, Sentence, Token

_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"\S.*?(?:(?<!\.m)[.!?](?=\s+[A-ZÉ'])|$)", re.DOTALL)


def untagged(text: str, language: str = "nl", tags: Mapping[str, str] | None = None) -> Parsed:
    """Every word is its own root, with no part of speech but those that ``tags`` gives for a form. A blank line ends a paragraph."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraph = 0
    for block in re.finditer(r"(?:(?!\n\n).)+", text, re.DOTALL):
        before = len(sentences)
        for stretch in _SENTENCE.finditer(text, block.start(), block.end()):
            first = len(tokens)
            for m in _WORD.finditer(text, stretch.start(), stretch.end()):
                upos = (tags or {}).get(m.group(), "X")
                i = len(tokens)
                tokens.append(
                    Token(i, m.start(), m.end(), m.group(), m.group().lower(), upos, {}, i, "dep", len(sentences))
                )
            if len(tokens) > first:
                n = len(sentences)
                sentences.append(Sentence(n, first, len(tokens), tokens[first].start, tokens[-1].end, paragraph))
        paragraph += len(sentences) > before
    return Parsed(text, language, tuple(tokens), tuple(sentences))
