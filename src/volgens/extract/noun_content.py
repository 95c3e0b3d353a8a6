"""What is said, where a verb names something or has a noun for its object: the noun phrase, and what it is called."""

from collections.abc import Sequence

from volgens.extract.clause_content import ClauseContent
from volgens.extract.quotations import Quotations
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Span, Token

NAMING = "naming"


class NounContent(ClauseContent):
    """Cuts noun phrases out of one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quotations: Quotations):
        super().__init__(parsed, lexicon, quotations)
        self._namers = {str(r.word) for r in lexicon.rows("source_preps") if r.role == NAMING}
        self._channels = lexicon.phrases("channels")

    def _after(self, noun: Token, verb: Token) -> list[Token]:
        """Adverbials of the verb that follow the noun phrase without a comma: *zag lichamen op straat*."""
        out: list[Token] = []
        last = max(t.i for t in self.parsed.subtree(noun))
        for c in self.parsed.children(verb, "obl", "advmod", "xcomp", "ccomp", "conj"):
            words = self.parsed.subtree(c)
            if c.rel == "conj":  # six killed and 83 injured: counted, whatever the tree says
                if (
                    words[0].i == last + 1
                    and self.parsed.children(c, "nummod")
                    and not self.parsed.children(c, "nsubj", "aux")
                ):
                    out += words
                    last = words[-1].i
                continue
            if self._is_channel(c):
                break  # claimed responsibility in a message
            if (
                c.i > last
                and words[0].i == last + 1
                and c.deprel != "obl:agent"
                and (words[0].upos == "ADP" or c.rel in ("xcomp", "ccomp"))
            ):
                out += words
                last = words[-1].i
        return out

    def _is_channel(self, token: Token, relation: str = "obl") -> bool:
        """Is this the way by which it was told: *in a message*, *on Telegram*?"""
        words = self.parsed.words(token.sentence)
        placed = token.rel == relation and bool(self.parsed.children(token, "case"))
        return placed and self._channels.at(words, token.i - words[0].i) is not None

    def of_noun(self, noun: Token, verb: Token | None = None, more: Sequence[Token] = ()) -> Span | None:
        """The noun phrase, without a clause set apart that reports by itself, and without the clause that ``verb`` heads."""
        leave = {
            t.i
            for c in self.parsed.children(noun)
            if self._own_report(c) or (c.rel == "nmod" and self._is_channel(c, "nmod"))
            for t in self.parsed.subtree(c)
        }
        if verb is not None:
            chain = [verb, *self.parsed.ancestors(verb)]
            clause = next((t for t in chain if t.head == noun.i and not t.is_root), None)
            leave |= {t.i for t in self.parsed.subtree(clause)} if clause is not None else set()
        tokens = [t for t in self.parsed.subtree(noun) if t.i not in leave]
        first = tokens[0] if tokens else noun
        before = self.parsed.tokens[first.i - 1] if first.i else first
        if before.upos == "NUM" and before.sentence == first.sentence and before.head < before.i:
            tokens.insert(0, before)  # a number that the tree hangs on the word before it: telde dinsdag 68 doden
        return self.trim_tokens([*tokens, *more])

    def _own_report(self, clause: Token) -> bool:
        """Is this a clause after a comma in which somebody reports: *two deaths, which he described as ...*?"""
        if clause.rel not in ("acl", "parataxis", "advcl", "conj"):
            return False
        tokens = self.parsed.subtree(clause)
        comma = self.parsed.tokens[max(0, tokens[0].i - 1)].form == "," or tokens[0].form == ","
        return comma and any(
            t.upos == "VERB" and self._reports.find(self.parsed, t) and self.parsed.children(t, "nsubj") for t in tokens
        )

    def _naming(self, verb: Token) -> Span | None:
        """*noemde X een Y*, *described X as Y*: both, or the naming alone where a pronoun stands for X."""
        objects = self.parsed.children(verb, "obj", "nsubj:pass", "iobj")
        names = [c for c in self.parsed.children(verb, "xcomp", "advcl", "obl", "obl:arg", "ccomp") if self._names(c)]
        quoted = self.quotations.at(verb.end + 1) or self.quotations.at(verb.end)
        if not names:
            what = self.what(verb)
            objects += self.parsed.children(verb, "obl:unmarked") if what is not None else []
            first = verb.i if what is None else what.i
            spare = [o for o in objects if o.upos not in ("PRON", "DET") and o.i > first]
            if quoted and quoted.start >= verb.end:
                return self.trim(quoted.start, quoted.end)
            called = self._called(verb, objects) if what is None else None
            if called is not None:
                return called
            if not spare or not (len(objects) > 1 or what is not None):
                return None
            if what is not None:
                return self.of_noun(spare[-1], verb, self._after(spare[-1], verb))
            names = spare[-1:]
        things = [
            o for o in objects if o not in names and o.upos != "PRON" and o.feats.get("PronType") not in ("Rel", "Int")
        ]
        tokens = [t for top in (*things, *names) for t in self.parsed.subtree(top) if t.i != verb.i]
        if not things and any(o.upos != "PRON" for o in objects if o not in names):
            return None
        span = self.parsed.span(tokens)
        if span.start < verb.start < span.end:
            tokens = [t for t in tokens if t.i > verb.i]
        if not things and tokens[0].feats.get("PronType") == "Dem":  # noemt dat onzin
            tokens = tokens[1:]
        if not things:
            tokens = [t for t in tokens if not (t.rel in ("case", "mark") and t.i == tokens[0].i)]
        return self.trim_tokens(tokens) if tokens else None

    def _called(self, verb: Token, objects: Sequence[Token]) -> Span | None:
        """What a name is given to where the tree does not show it: *noemde ze op een persconferentie “verzinsels”*, *noemde berichten over
        een nederlaag nepnieuws*, *noemt dat laster*."""
        words = [t for t in self.parsed.words(verb.sentence) if t.i > verb.i]
        for t in words:
            quotation = self.quotations.starting_at(t.start)
            if quotation is not None:
                return self.trim(quotation.start, quotation.end) if objects or words[0].upos == "PRON" else None
            if t.upos in ("VERB", "AUX"):
                break
        for top in objects:
            phrase = self.parsed.subtree(top)
            last = phrase[-1]
            dem = [d for d in self.parsed.children(top, "det") if d.feats.get("PronType") == "Dem"]
            bare = last.rel == "nmod" and last.upos == "NOUN" and not self.parsed.children(last)
            if top.i > verb.i and top.upos == "NOUN" and len(objects) == 1 and ((bare and last is not top) or dem):
                return self.trim_tokens(phrase)
        return None

    def what(self, verb: Token) -> Token | None:
        """The pronoun of *what the governor called the worst raid*, *wat hij een misdaad noemde*, whatever it hangs on."""
        above = self.parsed.head(verb)
        if verb.deprel == "acl:relcl" and above is not None and above.upos == "PRON" and above.i < verb.i:
            return above
        first = next((t for t in self.parsed.subtree(verb) if t.upos not in ("ADP", "SCONJ", "PUNCT")), verb)
        pronoun = first.upos in ("PRON", "DET") and first.feats.get("PronType", "Int") in ("Int", "Rel")
        plain = verb.rel in ("advcl", "ccomp", "csubj") and first.rel != "nsubj"
        return first if pronoun and plain else None

    def _names(self, token: Token) -> bool:
        if token.rel == "xcomp":
            return not self._infinitival(token) or token.upos != "VERB"
        return any(c.form.lower() in self._namers for c in self.parsed.children(token, "case", "mark"))
