"""The noun phrase of a participant: where it begins and ends in the text."""

from collections.abc import Iterable

from volgens.model import Parsed, Span, Token

# What is no part of a noun phrase as a participant: what is said about it, not what names it.
OUTSIDE_PHRASE = (
    "acl",
    "advcl",
    "parataxis",
    "appos",
    "nsubj",
    "cop",
    "csubj",
    "obl",
    "discourse",
    "vocative",
    "mark",
    "ccomp",
    "advmod",
    "aux",
)
HIDDEN = ("punct", "case", "cc")


def phrase(parsed: Parsed, head: Token, without: Iterable[Token] = ()) -> Span:
    """The noun phrase of a head, coordination included, without preposition, relative clause or apposition.

    ``without`` are heads below it whose phrases are others' (*the killing of a governor by rebels*: the parse has the rebels his).
    """
    keep = {t.i for t in parsed.subtree(head, without=OUTSIDE_PHRASE)}
    for noun in [
        parsed.tokens[i] for i in keep
    ]:  # *strijders van de aan Al-Qaida gelieerde groep*: what stands before its noun belongs to it
        leading = [t for t in parsed.children(noun, "acl", "amod") if t.i < noun.i and t.deprel != "acl:relcl"]
        keep |= {t.i for clause in leading for t in parsed.subtree(clause)}
    for other in without:
        theirs = {t.i for t in parsed.subtree(other)}
        keep -= theirs if head.i not in theirs else set()
    for name in parsed.children(head, "appos"):
        if not any(t.upos == "PUNCT" for t in parsed.tokens[head.i : name.i]) and name.upos == "PROPN":
            keep |= {t.i for t in parsed.subtree(name, without=OUTSIDE_PHRASE)}
    own = {t.i for t in parsed.children(head) if t.rel in HIDDEN and t.i < head.i}
    opening = max((t.i for t in parsed.children(head, "case") if t.i < head.i), default=-1)
    tokens = [
        parsed.tokens[i] for i in sorted(keep - own) if i > opening
    ]  # what stands before the preposition is not part of it
    while len(tokens) > 1 and _is_loose(tokens[0], head) and not _opens(tokens[0]):
        tokens = tokens[1:]
    while len(tokens) > 1 and (
        (tokens[-1].rel == "punct" and not _closes(tokens[-1]))
        or (tokens[-1].rel == "case" and tokens[-1].upos == "PART")
    ):
        tokens = tokens[:-1]  # *Israel's raid*: Israel's doing
    if len(tokens) > 1 and tokens[-1].form in '"“”' and sum(t.form in '"“”' for t in tokens) == 1:
        tokens = tokens[:-1]
    run = _around(tokens, head)
    before = parsed.tokens[run[0].i - 1] if run[0].i else None
    if before is not None and before.upos == "NUM" and before.head == head.head and before.rel == head.rel:
        run = [before, *run]  # *Duizenden mensen*, each a subject in the parse
    return parsed.span(run)


def _is_loose(token: Token, head: Token) -> bool:
    """A preposition, comma or conjunction at the edge that is none of a word inside (*at* in *at least six people*)."""
    return token.rel in HIDDEN and token.i != head.i and (token.rel != "case" or token.head == head.i)


def _opens(token: Token) -> bool:
    return token.upos == "PUNCT" and token.form in "\"'“‘«("


def _closes(token: Token) -> bool:
    return token.upos == "PUNCT" and token.form in "\"'”’»)"


def _around(tokens: list[Token], head: Token) -> list[Token]:
    """The run of tokens around the head that no hole splits, but for words left out within."""
    at = next(k for k, t in enumerate(tokens) if t.i == head.i)
    first = last = at
    while first > 0 and tokens[first].i - tokens[first - 1].i <= 3:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i <= 3:
        last += 1
    return tokens[first : last + 1]
