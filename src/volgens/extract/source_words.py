"""The words that name a source: the noun phrase around its head, without what only happens to stand beside it."""

from collections.abc import Sequence

from volgens.lexicon import Lexicon
from volgens.model import Parsed, Token

# Below the head of a name these belong to the name; everything else says something about it.
LEFT_OUT = (
    "acl",
    "parataxis",
    "advcl",
    "cop",
    "nsubj",
    "aux",
    "mark",
    "obl",
    "discourse",
    "ccomp",
    "csubj",
    "orphan",
    "dep",
)
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "DET")
LOOSE = "loose"


class SourceWords:
    """Finds the words of sources."""

    def __init__(self, lexicon: Lexicon):
        self._loose = {str(row.word).lower() for row in lexicon.rows("source_preps") if row.role == LOOSE}
        self._reporting = {str(row.phrase).lower() for row in lexicon.rows("reporting_preps")}

    def phrase(self, parsed: Parsed, head: Token, joined: bool = True) -> tuple[Token, ...]:
        """The tokens of the source phrase around ``head``: the noun phrase without clauses and without what a comma sets apart.

        Where a comma gives a person's name to a description (*their spokesman, Ali Hassan*) the name is the phrase. ``joined`` says
        whether what is joined to it (*and the Pentagon*) belongs to it.
        """
        named = self._name_after_comma(parsed, head) if joined else None
        if named is not None:
            return self.phrase(parsed, named)
        out = [head]
        todo = [head]
        while todo:
            top = todo.pop()
            for child in parsed.children(top):
                if ((child.rel in LEFT_OUT or child.deprel in LEFT_OUT) and not self._origin(top, child)) or (
                    child.upos == "PUNCT" and not self._joins(parsed, child)
                ):
                    continue
                if child.rel in ("appos", "nmod", "amod", "advmod", "conj") and self._set_apart(parsed, head, child):
                    continue
                if (child.rel == "conj" and (child.upos not in NOMINAL or (top is head and not joined))) or (
                    child.rel == "cc" and not joined
                ):
                    continue
                if (child.rel == "advmod" and child.i > head.i) or child.feats.get("Reflex") == "Yes":
                    continue
                if (
                    self._age(parsed, child)
                    or self._beyond(parsed, head, child)
                    or self._elsewhere(parsed, head, child)
                ):
                    continue
                out.append(child)
                todo.append(child)
        out.sort(key=lambda t: t.i)
        return around(without_case(parsed, out, head), head)

    def _elsewhere(self, parsed: Parsed, head: Token, child: Token) -> bool:
        """A phrase after a source in mid-sentence that belongs to its clause: *horen volgens de politie | bij de rebellen*."""
        if child.rel != "nmod" or child.i < head.i or head.upos != "NOUN":
            return False
        verb = parsed.head(head)
        if (
            verb is None
            or verb.i > head.i
            or not {c.form.lower() for c in parsed.children(head, "case")} & self._reporting
        ):
            return False
        return bool({c.form.lower() for c in parsed.children(child, "case")} & self._loose)

    @staticmethod
    def _origin(participle: Token, child: Token) -> bool:
        """*the New York-based group*: where it comes from is part of the description."""
        return child.deprel == "obl:unmarked" and participle.rel == "amod" and child.i < participle.i

    @staticmethod
    def _beyond(parsed: Parsed, head: Token, child: Token) -> bool:
        """Does the verb that governs the head stand between: *a farmer told AFP*, where the tree hangs AFP on the farmer?"""
        verb = parsed.head(head)
        low, high = min(head.i, child.i), max(head.i, child.i)
        return verb is not None and verb.upos in ("VERB", "AUX") and low < verb.i < high

    @staticmethod
    def _age(parsed: Parsed, child: Token) -> bool:
        """A number in brackets after a name: *Samira (34)*."""
        around = parsed.tokens[max(0, child.i - 1) : child.i + 2]
        return child.upos == "NUM" and [t.form for t in around if t is not child] == ["(", ")"]

    def _joins(self, parsed: Parsed, mark: Token) -> bool:
        """A hyphen or a bracket inside a name stays."""
        return mark.form in "-/" and 0 < mark.i < len(parsed.tokens) - 1

    def _set_apart(self, parsed: Parsed, head: Token, child: Token) -> bool:
        """Does a comma, bracket or dash stand between the head and this dependent's words?"""
        first = min(t.i for t in parsed.subtree(child))
        lo, hi = (head.i, child.i) if child.i > head.i else (child.i, head.i)
        between = parsed.tokens[lo + 1 : hi]
        if child.rel == "conj":
            return False
        return any(t.upos == "PUNCT" and t.form in {",", "–", "—", ";", ":"} for t in between) and first > head.i

    def _name_after_comma(self, parsed: Parsed, head: Token) -> Token | None:
        if head.upos in ("DET", "PRON") and head.feats.get("PronType") not in (
            "Prs",
            "Rel",
        ):  # another, a retired nurse
            described = self.parsed_apart(parsed, head)
            if described is not None:
                return described
        if head.upos in ("NUM", "DET") and self._of_them(parsed, head):
            return self.parsed_apart(parsed, head)
        if head.upos not in ("NOUN", "ADJ"):
            return None
        if any(c.upos == "PROPN" and c.rel in ("appos", "flat", "compound") and c.i > head.i and not self._set_apart(parsed, head, c)
               for c in parsed.children(head)):  # fmt: skip
            return None
        for child in parsed.children(head, "appos", "parataxis"):
            if (
                child.upos == "PROPN"
                and child.i > head.i
                and self._set_apart(parsed, head, child)
                and not parsed.children(child, "case", "nsubj", "det")
            ):
                return child
        return None

    def parsed_apart(self, parsed: Parsed, head: Token) -> Token | None:
        """The noun that a comma sets beside a pronoun."""
        found = [c for c in parsed.children(head, "appos") if c.i > head.i]
        above = parsed.head(head)
        found += [c for c in parsed.children(above, "parataxis") if c.i > head.i] if above is not None else []
        return next(
            (
                c
                for c in found
                for first in [parsed.subtree(c)[0]]
                if c.upos in ("NOUN", "PROPN") and "," in (first.form, parsed.tokens[first.i - 1].form)
            ),
            None,
        )

    @staticmethod
    def _of_them(parsed: Parsed, head: Token) -> bool:
        """*One of them*, *een van de drie*: who is only told by words that stand for others."""
        among = [c for c in parsed.children(head, "nmod") if c.i > head.i]
        return bool(among) and all(c.upos in ("PRON", "NUM") for c in among)

    def apposed_name(self, parsed: Parsed, noun: Token) -> bool:
        """Does a comma give the noun a name: *the group, Vivamos Humanos*?"""
        below = parsed.children(noun, "appos")
        return any(c.upos == "PROPN" and c.i > noun.i and self._set_apart(parsed, noun, c) for c in below)


def without_case(parsed: Parsed, tokens: Sequence[Token], head: Token) -> list[Token]:
    """The tokens without the head's own preposition and what stands before it."""
    drop = {t.i for c in parsed.children(head, "case", "cc", "punct") for t in parsed.subtree(c)}
    return [t for t in tokens if t.i not in drop]


def around(tokens: Sequence[Token], head: Token) -> tuple[Token, ...]:
    """The run of tokens around the head: a name is not cut in two by words that belong elsewhere."""
    out = [head]
    ordered = {t.i: t for t in tokens}
    k = head.i - 1
    while any(j in ordered for j in (k, k - 1)) and k >= 0:
        if k in ordered:
            out.append(ordered[k])
        k -= 1
    k = head.i + 1
    while any(j in ordered for j in (k, k + 1)):
        if k in ordered:
            out.append(ordered[k])
        k += 1
    return tuple(sorted(out, key=lambda t: t.i))
