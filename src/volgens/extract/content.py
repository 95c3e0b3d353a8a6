"""What is said, where a verb governs it: the clause, object or phrase that the frames of its row name."""

from collections.abc import Sequence

from volgens.extract.noun_content import NounContent
from volgens.extract.quotations import Quotations
from volgens.lexicon import Lexicon, Row
from volgens.lexicon.match import SEPARABLE
from volgens.model import Parsed, Span, Token

CLAUSES = ("ccomp", "csubj", "csubj:pass", "parataxis")
NO_CONTENT = ("nsubj", "nsubj:pass", "csubj", "obl:agent", "aux", "aux:pass", "mark", "punct", "cc", "conj", "compound:prt", "expl",
              "expl:pv", "discourse", "advmod")  # fmt: skip
NEAR = 9  # tokens
DOCUMENT = "document"
EXPECTS, DEMANDS = "expects", "demands"


class Content(NounContent):
    """Finds contents in one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quotations: Quotations):
        super().__init__(parsed, lexicon, quotations)
        self._claims = lexicon.nouns("reporting_nouns")
        self._sources = lexicon.nouns("source_nouns")
        self.meanwhile = frozenset(str(r.phrase) for r in lexicon.rows("time_links"))
        self._verb_last = lexicon.language in SEPARABLE

    def governed(self, verb: Token, row: Row, words: Sequence[Token]) -> tuple[Span | None, str]:
        """What this verb reports and by which frame of its row; ``words`` are the tokens the row fired on."""
        if "object=it" in row.condition and not any(
            c.upos == "PRON" for c in self.parsed.children(verb, "obj", "expl", "nsubj:pass")
        ):
            return None, ""
        if self.points_back_first(verb):
            return None, ""
        frames = list(row.frame)
        passive = next(iter(self.parsed.children(verb, "nsubj:pass")), None)
        if passive is not None and passive.upos != "PRON" and "object" in frames:
            frames.sort(key=lambda f: f != "object")
        for frame in frames:
            found = self._frame(str(frame), verb, row, words)
            if found is not None:
                found = self._after_preposition(found, row) if frame != "quote" else found
                ends = ";:" if frame == "complement" else ";"
                found = self._up_to_mark(found, verb, ends) if frame not in ("quote", "prior") else found
                return self._without_background(self._without_own(found, verb, words)), str(frame)
        return None, ""

    def _up_to_mark(self, content: Span, verb: Token, marks: str) -> Span:
        """The content up to a mark after which the next sentence begins: *blamed the group; the group denied it*."""
        tokens = [t for t in self.parsed.within(content.start, content.end) if t.i > verb.i]
        for t in tokens:
            if t.form in marks and self.quotations.at(t.start) is None and t.i > tokens[0].i:
                return self.trim(content.start, t.start) or content
        return content

    def _after_preposition(self, content: Span, row: Row) -> Span:
        """*beschuldigde hem er maandag op X van | te liegen*: what is said begins after the preposition that *er* announces."""
        tokens = self.parsed.within(content.start, content.end)
        if not tokens or tokens[0].rel != "expl" or tokens[0].upos not in ("PRON", "ADV"):
            return content
        own = next((t for t in tokens[1:] if t.upos == "ADP" and t.form.lower() in row.frame), None)
        return (self.trim(own.end, content.end) or content) if own is not None else content

    def _without_own(self, content: Span, verb: Token, words: Sequence[Token]) -> Span:
        """The content without the verb's particle at its beginning (*riep op | het vuur te staken*)."""
        first = self.parsed.token_at(content.start)
        own = first is not None and first.i != verb.i and first in words and first.upos == "ADP" and first.i > verb.i
        return (self.trim(first.end, content.end) or content) if own and first is not None else content

    def _without_background(self, content: Span) -> Span:
        """The content without what a comma adds at its end about somebody or something named, where that outweighs the rest.

        *pointed to the ADF, a movement that grew out of ...*: who the ADF are the article says.
        """
        tokens = self.parsed.within(content.start, content.end)
        last = next((t for t in reversed(tokens) if t.upos != "PUNCT"), None)
        for t in tokens:
            head = self.parsed.head(t)
            if (
                t.rel not in ("appos", "acl")
                or head is None
                or head.upos != "PROPN"
                or t.i < head.i
                or head not in tokens
            ):
                continue
            words = self.parsed.subtree(t)
            comma = "," in (words[0].form, self.parsed.tokens[words[0].i - 1].form)
            if comma and last in words and 2 * (content.end - words[0].start) > content.end - content.start:
                return self.trim(content.start, words[0].start) or content
        return content

    def _frame(self, frame: str, verb: Token, row: Row, words: Sequence[Token]) -> Span | None:
        if frame == "clause":
            return self._clause(verb, words)
        if frame == "quote":
            return self.after_colon(verb)
        if frame == "infinitive":
            return self._infinitive(verb, words, row.stance in (EXPECTS, DEMANDS))
        if frame == "object":
            return self._object(verb, row)
        if frame == "naming":
            return self._naming(verb)
        if frame == "complement":
            return self._complement(verb, words)
        if frame == "prior":
            return None
        return self._prepositional(frame, verb, words, row.stance == DEMANDS)

    def _clause(self, verb: Token, words: Sequence[Token]) -> Span | None:
        for clause in self._clauses(verb, words):
            if self._is_clause(clause) and not self._relative_clause(clause) and not self._unmarked(clause, verb):
                return self.of_clause(clause, verb)
        return self._after_mark(verb, words)

    def points_back_first(self, verb: Token) -> bool:
        """*Dat meldt het verzet, dat de stad in handen heeft*: what is said came before; what follows is about the speaker."""
        return any(
            c.i < verb.i and c.upos == "PRON" and c.feats.get("PronType") == "Dem" and c.form.lower() in self._marks
            for c in self.parsed.children(verb, "obj", "nsubj")
        ) and any(c.i > verb.i and c.upos in ("NOUN", "PROPN") for c in self.parsed.children(verb, "nsubj", "obj"))

    def _unmarked(self, clause: Token, verb: Token) -> bool:
        """A clause after the verb that no word, colon or mark brings in: where verbs stand last (Dutch) that is never what is said."""
        if not self._verb_last or clause.i < verb.i or clause.rel != "ccomp" or self._colon_before(clause):
            return False
        first = next((t for t in self.parsed.subtree(clause) if t.upos not in ("PUNCT", "ADP", "CCONJ")), clause)
        return first.form.lower() not in self._marks and self.quotations.at(clause.start) is None

    def _relative_clause(self, clause: Token) -> bool:
        """A clause that says something about a noun (*the raid, whose purpose was ...*), however the tree labels it."""
        first = next((t for t in self.parsed.subtree(clause) if t.upos != "PUNCT"), clause)
        return first.feats.get("PronType") == "Rel" and first.form.lower() not in self._marks

    def _after_mark(self, verb: Token, own: Sequence[Token]) -> Span | None:
        """What follows *dat*, soon after the verb or after a comma, where the tree shows no clause."""
        words = self.parsed.words(verb.sentence)
        rest = words[verb.i - words[0].i + 1 :]
        for k, t in enumerate(rest):
            if t.form.lower() in self._stripped and (t.upos == "SCONJ" or self._taken_for_relative(t, verb)):
                if k + 1 >= len(rest) or rest[k + 1] in own:  # spreekt dat tegen
                    return None
                near = not any(w.upos in ("VERB", "AUX") for w in rest[:k])
                if (k < NEAR and near) or (
                    k > 0 and rest[k - 1].form == "," and self.parsed.children(verb, "obl", "nsubj")
                ):
                    stop = next((j for j, w in enumerate(rest) if j > k and w.form == ";"), len(rest))
                    return self.trim_tokens(rest[k + 1 : stop])
                return None
        return None

    def _taken_for_relative(self, that: Token, verb: Token) -> bool:
        """*weersprak in een interview dat zijn leger vecht*: a conjunction, since the clause has a subject beside it."""
        clause = self.parsed.head(that)
        noun = self.parsed.head(clause) if clause is not None and clause.deprel == "acl:relcl" else None
        if clause is None or noun is None or noun.head != verb.i or noun.rel != "obl" or that.upos != "PRON":
            return False
        return any(s.i != that.i for s in self.parsed.children(clause, "nsubj", "nsubj:pass"))

    def _clauses(self, verb: Token, words: Sequence[Token]) -> list[Token]:
        """Clauses below the verb, below its words (*de beschuldiging dat*) and below its pronominal adverbs (*ervan dat*)."""
        out = [c for c in self.parsed.children(verb, *CLAUSES) if c.rel != "parataxis" or self._colon_before(c)]
        out += [c for c in self.parsed.children(verb, "advcl", "xcomp", "obl") if self.marked(c)]
        for word in (*words, *self.parsed.children(verb, "advmod", "obl", "obl:arg", "obj", "expl")):
            if word.i != verb.i:
                out += [
                    c for c in self.parsed.children(word, "acl", "ccomp", "advcl")
                    if (c.deprel != "acl:relcl" and (self._told_by(word, c) or c.rel == "ccomp"))
                    or (word.rel == "obl" and c.deprel == "acl:relcl" and self._has_conjunction(c))
                ]  # fmt: skip
        return out

    def _has_conjunction(self, clause: Token) -> bool:
        """A clause labelled relative that *dat* as a conjunction brings in: *zwoer in een video dat ...*."""
        return any(m.upos == "SCONJ" and m.form.lower() in self._stripped for m in self.parsed.children(clause, "mark"))

    def _told_by(self, word: Token, clause: Token) -> bool:
        """Below a noun only a *dat* without a comma brings in what is said; below *erop* or *ervan* any conjunction does."""
        if word.upos not in ("NOUN", "PROPN"):
            return self.marked(clause)
        first = self.parsed.subtree(clause)[0]
        marks = [m for m in self.parsed.children(clause, "mark") if m.form.lower() in self._stripped]
        return bool(marks) and first.upos != "PUNCT" and self.parsed.tokens[first.i - 1].form != ","

    def is_mark(self, token: Token) -> bool:
        """*dat* or *that*, as a conjunction or a pronoun."""
        return token.form.lower() in self._stripped

    def opens_with_mark(self, clause: Token) -> bool:
        """Is the first word of the clause *dat* or *that*?"""
        words = [t for t in self.parsed.subtree(clause) if t.upos != "PUNCT"]
        return words[0].form.lower() in self._stripped

    def _is_clause(self, clause: Token) -> bool:
        """A finite clause, or at least one with a verb of its own."""
        if self.marked(clause):
            return True
        below = [c for c in self.parsed.children(clause) if c.upos != "PUNCT"]
        if not below:
            return False
        if any(c.rel in ("nsubj", "cop", "csubj", "expl") or c.rel == "aux" for c in below):
            return True
        if clause.rel == "ccomp" and any(t.feats.get("VerbForm") == "Fin" for t in self.parsed.subtree(clause)):
            return True
        return clause.upos in ("VERB", "AUX") and clause.feats.get("VerbForm") not in ("Inf", "Part", "Ger")

    def _colon_before(self, clause: Token) -> bool:
        first = min(t.i for t in self.parsed.subtree(clause))
        return any(
            self.parsed.tokens[k].form in (":", "“", '"', "‘", "'", "„", "«") for k in (first, first - 1) if k >= 0
        )

    def _infinitive(self, verb: Token, words: Sequence[Token], whole: bool = False) -> Span | None:
        """The infinitive that the verb governs; ``whole`` with whoever is to do it (*expects the siege to last*)."""
        below = [
            c
            for c in self.parsed.children(verb, "xcomp", "advcl", "ccomp", "csubj")
            if self._infinitival(c) or self.parsed.children(c, "mark")
        ]
        for word in (*words, *self.parsed.children(verb, "obj", "advmod", "obl", "iobj")):
            if word.i != verb.i:
                below += [
                    c for c in self.parsed.children(word, "acl", "advcl", "xcomp", "ccomp") if self._infinitival(c)
                ]
        for c in below:
            if (c.upos in ("VERB", "AUX", "ADJ", "NOUN") and c.i > verb.i) or c.rel == "xcomp":
                found = self.of_clause(c, verb)
                before = [w for w in self.parsed.children(verb, "advmod") if w.i < c.i and self.of_infinitive(w, verb)]
                if found and before and before[0].start < found.start:
                    return self.parsed.slice(before[0].start, found.end)
                doer = (
                    next((o for o in self.parsed.children(verb, "obj") if verb.i < o.i < c.i), None) if whole else None
                )
                if found and doer is not None and doer.upos != "PRON":
                    return self.parsed.slice(self.parsed.subtree(doer)[0].start, found.end)
                if found:
                    return found
        return None

    def of_infinitive(self, word: Token, verb: Token) -> bool:
        """*zegt er niet bij betrokken te zijn*: an adverb between a verb and its infinitive belongs to the infinitive where verbs stand last."""
        if not self._verb_last or word.rel != "advmod" or word.i < verb.i:
            return False
        return any(c.i > word.i and self.parsed.children(c, "mark") for c in self.parsed.children(verb, "xcomp"))

    def _object(self, verb: Token, row: Row) -> Span | None:
        if verb.deprel == "acl:relcl" and not self.parsed.children(verb, "obj", "ccomp", "nsubj:pass", "xcomp"):
            noun = self.parsed.head(verb)  # "a charge they deny", without a relative pronoun
            told = noun is not None and noun.i < verb.i and bool(self._claims.find(noun))
            return self.of_noun(noun, verb) if told and noun is not None else None
        for obj in (
            *self.parsed.children(verb, "obj")[::-1],
            *self.parsed.children(verb, "nsubj:pass"),
            *self.parsed.children(verb, "obl:unmarked"),
        ):
            target = self._antecedent(verb, obj)
            if target is None or obj.feats.get("PronType") == "Rcp":
                continue
            if "object=claim" in row.condition and not (self._claims.find(target) or self._is_document(target)):
                continue
            if target.upos == "PRON":
                continue
            return self._listed(target) or self.of_noun(target, verb, self._after(target, verb))
        return self._seen_doing(verb)

    def _seen_doing(self, verb: Token) -> Span | None:
        """*showed soldiers firing at the crowd*: somebody with what he is doing, where the tree has no object."""
        for clause in self.parsed.children(verb, "ccomp", "xcomp"):
            doing = clause.upos == "NOUN" or (clause.upos == "VERB" and clause.feats.get("VerbForm") in ("Ger", "Part"))
            last = self.parsed.subtree(clause)[-1]
            between = self.parsed.tokens[verb.i + 1 : clause.i]
            if doing and between and not any(t.upos in ("VERB", "AUX", "PUNCT") for t in between):
                return self.trim_tokens(self.parsed.tokens[verb.i + 1 : last.i + 1])
        return None

    def _is_document(self, noun: Token) -> bool:
        return any(m.row.kind == DOCUMENT for m in self._sources.find(noun))

    def _listed(self, noun: Token) -> Span | None:
        """*noemde lagere cijfers: ...*: what a colon after the noun phrase lists."""
        last = max(t.i for t in self.parsed.subtree(noun, without=("parataxis", "appos", "conj", "acl")))
        words = self.parsed.words(noun.sentence)
        after = self.parsed.tokens[last + 1] if last < words[-1].i else None
        listed = self._from(after.end, words[-1].end) if after is not None and after.form == ":" else None
        return self.trim(self.parsed.subtree(noun)[0].start, listed.end) if listed else None

    def _antecedent(self, verb: Token, obj: Token) -> Token | None:
        """What a relative pronoun stands for; the token itself where it is none."""
        if obj.upos not in ("PRON", "DET"):
            return obj
        clause = next((t for t in (verb, *self.parsed.ancestors(verb)) if t.rel == "acl"), None)
        if obj.feats.get("PronType") == "Rel" or (clause is verb and verb.deprel == "acl:relcl" and obj.i < verb.i):
            return self.parsed.head(clause) if clause is not None else None
        return obj

    def _complement(self, verb: Token, words: Sequence[Token]) -> Span | None:
        """All that the verb governs beside its subject: from its object to the end of its clause."""
        tops = [
            c
            for c in self.parsed.children(verb)
            if c.deprel not in NO_CONTENT and c.rel not in NO_CONTENT and c.feats.get("PronType") != "Rel"
        ]
        tops += [
            w
            for w in words
            if w.i != verb.i and w not in tops and w.upos != "ADP" and w.head == verb.i and w.rel not in ("nsubj",)
        ]
        objects = [
            c for c in tops if c.rel in ("obj", "xcomp", "obl", "iobj", "ccomp") and c.feats.get("PronType") != "Rel"
        ]
        if not objects:
            return None
        each_other = [c for c in tops if self._each_other(c)]
        tops = [c for c in tops if c not in each_other]
        tops += [c for e in each_other for c in self.parsed.children(e, "nmod", "obl", "acl", "advcl")]
        objects = [c for c in tops if c in objects or c.rel == "nmod"] if each_other else objects
        if not objects:
            return None
        anchor = next((c for c in tops if c.rel == "obj"), objects[0])
        given = next((c for c in tops if c.rel == "iobj" and c.upos in ("NOUN", "PROPN")), anchor)
        anchor = min(anchor, given, key=lambda t: t.i) if given.i > verb.i else anchor  # gaf Washington de schuld
        start = min(t.i for t in self.parsed.subtree(anchor))
        tokens = [t for c in tops if c.rel != "advcl" for t in self.parsed.subtree(c) if t.i >= start and t.i != verb.i]
        if anchor.i > verb.i:
            tokens = [t for t in tokens if t.i > verb.i]
        if tokens and anchor.upos == "PRON" and len(tokens) == 1:
            return None
        return self.trim_tokens(tokens) if tokens else None

    def _each_other(self, token: Token) -> bool:
        return any(t.feats.get("PronType") == "Rcp" for t in (token, *self.parsed.children(token)))

    def _prepositional(self, word: str, verb: Token, words: Sequence[Token], whole: bool = False) -> Span | None:
        """What a preposition of the frame brings in, below the verb or below the row's words; ``whole`` with those it is asked of."""
        anchors = [verb, *(w for w in words if w.i != verb.i), *self.parsed.children(verb, "obj", "iobj")]
        for top in (
            c
            for a in (*anchors, *self.said_at(verb))
            for c in self.parsed.children(a, "obl", "nmod", "advcl", "xcomp", "ccomp", "obj", "acl")
        ):
            if top.i == verb.i:
                continue
            cases = [c for c in self.parsed.children(top, "case", "mark") if c.form.lower() == word]
            if cases and not (top.upos == "PRON" and top.feats.get("PronType") in ("Prs", "Rel")):
                tokens = [t for t in self.parsed.subtree(top) if t not in cases and t.i > cases[0].i]
                asked = self._asked_of(verb, cases[0]) if whole else []
                return self.trim_tokens([*asked, *tokens]) if tokens else None
        particle = next((c for c in self.parsed.children(verb, "compound:prt") if c.form.lower() == word), None)
        if particle is None:
            return None
        for brought in self.parsed.children(verb, "xcomp", "obl", "obj"):
            phrase = self.parsed.subtree(brought)
            if phrase[0].i == particle.i + 1:
                return self.trim_tokens([*(self._asked_of(verb, particle) if whole else []), *phrase])
        return None

    def said_at(self, verb: Token) -> list[Token]:
        """The channel or place of a speech, on which the parse may hang what is said: *sprak op de staatstelevisie van een misdaad*."""
        words = self.parsed.words(verb.sentence)
        beside = self.parsed.children(verb, "obl")
        return [t for t in beside if t.upos == "PROPN" or self._channels.at(words, t.i - words[0].i)]

    def _asked_of(self, verb: Token, word: Token) -> list[Token]:
        """Those that are asked, up to the preposition: *roepen | beide landen op tot kalmte*."""
        subjects = self.parsed.children(verb, "nsubj")
        second = subjects[1:] if subjects and subjects[0].i < verb.i else []  # an object taken for a subject
        objects = [*self.parsed.children(verb, "obj", "iobj"), *second]
        asked = next((c for c in objects if verb.i < c.i < word.i), None)
        if asked is None or asked.upos == "PRON":
            return []
        return list(self.parsed.tokens[self.parsed.subtree(asked)[0].i : word.i + 1])
