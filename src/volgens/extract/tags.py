"""Tags: reporting words that stand beside what is said, set off by punctuation (*..., zei X op Telegram*)."""

from collections.abc import Iterable, Sequence

from volgens.extract.attribution import Attribution
from volgens.extract.content import Content
from volgens.extract.quotations import Quotations
from volgens.model import Parsed, Token, head_of

# What hangs below a reporting verb and is neither content nor another clause: together with the verb it is the tag.
TAG_PARTS = ("nsubj", "aux", "advmod", "obl", "iobj", "compound", "mark", "expl", "obj", "case", "fixed", "cop", "nmod")
BEFORE_TAG = frozenset({",", "”", '"', "'", "’", "»", "''", "–", "—", "-", "?", "!", "“", "...", "…", "’’"})
AFTER_TAG = frozenset({",", ".", ";", ":", "–", "—", "-", "!", "?", ")", "“", '"', "‘", "'", "„", "«", "``", "…"})
NONFINITE = ("Inf", "Part", "Ger")
LONGEST_NAME = 12  # tokens of a name with its description, or of what follows a tag


class Tags:
    """Finds tags in one article."""

    def __init__(self, parsed: Parsed, quotations: Quotations, content: Content):
        self.parsed, self.quotations, self.content = parsed, quotations, content

    def words_of(self, verb: Token, words: Iterable[Token], source: Sequence[Token]) -> tuple[Token, ...]:
        """The reporting words with subject, auxiliaries and adverbials; never the clause they report."""
        out = {
            verb.i: verb,
            **{w.i: w for w in words},
            **{s.i: s for s in source if abs(s.i - verb.i) < 60 and s.sentence == verb.sentence},
        }
        if source and head_of(source).head != verb.i and head_of(source).i < verb.i:
            phrase = self.parsed.subtree(head_of(source))
            if phrase[-1].i == verb.i - 1:  # a subject that the tree hangs elsewhere
                out |= {t.i: t for t in phrase}
        if verb.rel == "acl" and source and head_of(source).i == verb.head:
            out = {k: t for k, t in out.items() if t not in source}
        named = head_of(source).i
        for child in self.parsed.children(verb):
            bare = child.rel == "ccomp" and child.upos == "ADV" and not self.parsed.children(child)  # zo meldt X
            if (
                child.rel in TAG_PARTS and not (child.rel == "nsubj" and child.i != named and child.upos != "PRON")
            ) or bare:
                for t in self.parsed.subtree(
                    child, without=() if child.rel == "nsubj" else ("ccomp", "parataxis", "conj")
                ):
                    out[t.i] = t
        return tuple(out[k] for k in sorted(out) if out[k].upos != "PUNCT" or k not in (min(out), max(out)))

    def edges(self, verb: Token, tag: Sequence[Token]) -> tuple[Token, Token]:
        """First and last token of the run around the verb that the tag makes, commas within it allowed."""
        inside = {t.i for t in tag}
        lo = hi = verb.i
        while lo - 1 in inside or (lo - 2 in inside and self.parsed.tokens[lo - 1].upos == "PUNCT"):
            lo -= 1 if lo - 1 in inside else 2
        while hi + 1 in inside or (hi + 2 in inside and self.parsed.tokens[hi + 1].upos == "PUNCT"):
            hi += 1 if hi + 1 in inside else 2
        return self.parsed.tokens[self._from_quotation(lo)], self.parsed.tokens[self._to_mark(hi)]

    def _from_quotation(self, first: int) -> int:
        """Where the tag begins: right after a quotation where only a name with what belongs to it stands between."""
        words = self.parsed.words(self.parsed.tokens[first].sentence)
        k = first - 1
        while k >= words[0].i and first - k < LONGEST_NAME:
            t = self.parsed.tokens[k]
            if t.upos in ("VERB", "AUX"):
                return first
            quotation = self.quotations.ending_at(t.end)
            if quotation is not None:
                ended = self.parsed.text[quotation.inner_end - 1] in ",.!?" or self.parsed.tokens[k + 1].form == ","
                return (
                    k + 1
                    if ended and self.parsed.tokens[k + 1].upos in ("PROPN", "NOUN", "DET", "ADJ", "PUNCT")
                    else first
                )
            k -= 1
        return first

    def _to_mark(self, last: int) -> int:
        """The end of what follows the tag without a verb up to a mark: whom it was told, where and on what ground."""
        words = self.parsed.words(self.parsed.tokens[last].sentence)
        k = last + 1
        while (
            k <= words[-1].i
            and self.parsed.tokens[k].upos not in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ")
            and k - last < LONGEST_NAME
        ):
            k += 1
        if (
            k == last + 1
            and k < words[-1].i
            and self.parsed.tokens[k].upos == "VERB"
            and not self.parsed.children(self.parsed.tokens[k])
        ):
            k += 1  # an adverb read as a verb: zegt ze schamper
        ended = k > words[-1].i or self.parsed.tokens[k].form in {":", ",", ".", ";"}
        last = k - 1 if ended and k > last + 1 else last
        # "..., wrote the governor, Jan Jansen, on Telegram": a last adverbial after a comma
        rest = [t for t in words if t.i > last + 1]
        if (
            len(rest) > 1
            and self.parsed.tokens[last + 1].form == ","
            and rest[0].upos == "ADP"
            and len(rest) < LONGEST_NAME
        ) and not any(
            t.upos in ("VERB", "AUX", "CCONJ", "SCONJ") or (t.upos == "PUNCT" and t.i < words[-1].i) for t in rest
        ):
            return next(t.i for t in reversed(rest) if t.upos != "PUNCT")
        return last

    def beside(self, verb: Token, first: Token, last: Token) -> bool:
        """Do the reporting words stand beside what is said, set off by punctuation on both sides?"""
        words = self.parsed.words(verb.sentence)
        before = self.parsed.tokens[first.i - 1] if first.i > words[0].i else None
        after = self.parsed.tokens[last.i + 1] if last.i < words[-1].i else None
        if any(
            c.rel in ("ccomp", "xcomp") and c.i > last.i and self.content.marked(c) for c in self.parsed.children(verb)
        ):
            return False
        if before is None:
            ended = self.parsed.text[: first.start].rstrip()
            quoted = self.quotations.ending_at(len(ended))
            starts_small = (
                first.form[:1].islower()
                or first.i == verb.i
                or (quoted is not None and self.parsed.text[quoted.inner_end - 1] == ",")
            )
            return (
                quoted is not None
                and starts_small
                and self.parsed.sentences[verb.sentence].paragraph == self._paragraph_of(quoted.end)
            )
        if before.form not in BEFORE_TAG or not self._says_something(verb, words, first, last):
            return False
        who = any(c.feats.get("PronType") == "Rel" for c in self.parsed.children(verb, "nsubj"))
        if who or self._only_subject(verb, words, first):
            return False
        return after is None or after.form in AFTER_TAG or after.upos == "CCONJ"

    def _only_subject(self, verb: Token, words: Sequence[Token], first: Token) -> bool:
        """*JNIM, as the group is known, says ...*: all before the verb is its subject with what is said of it, and what it says follows."""
        if not any(c.i > verb.i for c in self.parsed.children(verb, "ccomp")):
            return False
        own = {
            t.i for c in self.parsed.children(verb, "nsubj", "ccomp") if c.i < verb.i for t in self.parsed.subtree(c)
        }
        aside = {
            t.i
            for c in self.parsed.children(verb, "ccomp")
            for a in self.parsed.children(c, "advcl")
            for t in self.parsed.subtree(a)
        }
        subject = next(iter(self.parsed.children(verb, "nsubj")), None)
        before = [t for t in words if t.i < first.i and t.upos != "PUNCT"]
        return (
            subject is not None and subject.i == before[0].i and all(t.i in own | aside for t in before)
            if before
            else False
        )

    def _says_something(self, verb: Token, words: Sequence[Token], first: Token, last: Token) -> bool:
        """Does a clause or a quotation stand before the tag, or one that goes on after it, other than the verb's own adverbials?"""
        own = {
            t.i
            for c in self.parsed.children(verb, "advcl", "obl", "advmod", "mark", "aux")
            for t in self.parsed.subtree(c)
        }
        before = [t for t in words if t.i < first.i]
        if any(t.i not in own and (t.upos in ("VERB", "AUX") or self.quotations.at(t.start)) for t in before):
            return True
        if any(
            c.i > last.i and c.rel in ("ccomp", "parataxis") and not self.content.marked(c)
            for c in self.parsed.children(verb)
        ):
            return True
        under = {t.i for t in self.parsed.subtree(verb)}
        interrupts = verb.rel in ("parataxis", "acl", "advcl") and any(
            t.upos == "PUNCT" for t in words[last.i - words[0].i + 1 :][:1]
        )
        return interrupts and any(t.upos in ("VERB", "AUX") and t.i not in under for t in words if t.i > last.i)

    def trailing(self, verb: Token, last: Token, words: Sequence[Token]) -> frozenset[int]:
        """What follows the tag but goes on about the speaker, not about what is said: *..., said X, adding that ...*."""
        own = [
            c
            for c in self.parsed.children(verb, "advcl", "conj")
            if c.i > last.i and (self._aside(verb, c) if c.rel == "advcl" else self._shares(c))
        ]
        source = [c for c in self.parsed.children(verb, "nsubj") if c.i <= last.i]
        own += [c for n in source for c in self.parsed.children(n, "acl", "appos", "parataxis") if c.i > last.i]
        return frozenset(t.i for c in own for t in self.parsed.subtree(c) if t.i > last.i)

    def _aside(self, verb: Token, clause: Token) -> bool:
        """What the speaker does besides (*adding*), or what went on meanwhile (*hospital officials said, as mediators met*)."""
        if clause.feats.get("VerbForm") in NONFINITE and not self.parsed.children(clause, "aux"):
            return True
        first = self.parsed.subtree(clause)[0]
        mark = next(iter(self.parsed.children(clause, "mark")), first)
        return (
            verb.is_root and mark.form.lower() in self.content.meanwhile and bool(self.parsed.children(verb, "ccomp"))
        )

    def _shares(self, verb: Token) -> bool:
        """Does a verb joined to the reporting one have the same subject?"""
        return verb.upos == "VERB" and not self.parsed.children(verb, "nsubj", "nsubj:pass", "expl")

    def _paragraph_of(self, offset: int) -> int:
        token = self.parsed.token_at(max(0, offset - 1))
        return self.parsed.sentences[token.sentence].paragraph if token else -1

    def left(self, first: Token, earlier: Sequence[Attribution]) -> int:
        """The offset from which a tag's content may start: after an earlier report of the sentence and the mark that closes it."""
        start = self.content.opening(self.parsed.words(first.sentence))
        for a in earlier:
            last = max(t.i for t in a.tag)
            if last >= first.i:
                continue
            between = self.parsed.tokens[last + 1 : first.i]
            if a.beside:
                k = next(
                    (
                        k
                        for k, t in enumerate(between)
                        if t.form in {",", ";", ":", "–", "—"} and self.quotations.at(t.start) is None
                    ),
                    None,
                )
            else:
                k = next(
                    (k for k, t in enumerate(between) if t.form in {";", ":"} and self.quotations.at(t.start) is None),
                    None,
                )
            if k is None:
                continue
            rest = between[k + 1 :]
            while rest and (rest[0].upos in ("CCONJ", "PUNCT") and self.quotations.starting_at(rest[0].start) is None):
                rest = rest[1:]
            if any(t.upos != "PUNCT" for t in rest):
                start = max(start, rest[0].start)
        return start
