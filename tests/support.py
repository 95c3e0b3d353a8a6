"""Small parsed documents built by hand, for tests whose subject is a rule."""

from volgens.model import Parsed, Sentence, Token


def doc(table: str, language: str = "nl") -> Parsed:
    """A parsed document from lines ``form lemma UPOS head deprel [Feat=Val|...]``; an empty line ends a sentence.

    ``head`` counts from 1 within the sentence, 0 is the root. Words are joined by spaces, but for punctuation that closes.
    A line ``¶`` starts a new paragraph.
    """
    text, tokens, sentences, paragraph = "", [], [], 0
    for block in table.strip().split("\n\n"):
        rows = [line.split() for line in block.strip().splitlines()]
        if rows[0] == ["¶"]:
            rows, paragraph, text = rows[1:], paragraph + 1, text + "\n\n"
        first = len(tokens)
        for k, (form, lemma, upos, head, deprel, *feats) in enumerate(rows):
            if text and not text.endswith("\n") and form not in {",", ".", ":", "?", "!", "”", "’", ")"}:
                text += "" if text[-1] in "“‘(" else " "
            i = first + k
            pairs = dict(f.split("=") for f in feats[0].split("|")) if feats else {}
            governor = first + int(head) - 1 if int(head) else i
            start = len(text)
            text += form
            tokens.append(Token(i, start, len(text), form, lemma, upos, pairs, governor, deprel, len(sentences)))
        sentences.append(Sentence(len(sentences), first, len(tokens), tokens[first].start, len(text), paragraph))
    return Parsed(text, language, tuple(tokens), tuple(sentences))
