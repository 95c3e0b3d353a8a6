"""Reports without a verb: *volgens X*, *aldus X*, *according to X*, *naar eigen zeggen*."""

from collections.abc import Sequence

from volgens.extract.attribution import Attribution
from volgens.extract.content import Content
from volgens.extract.source_phrase import Speakers
from volgens.extract.speaking import Subjects
from volgens.extract.tags import AFTER_TAG, BEFORE_TAG, Tags
from volgens.lexicon import Lexicon, Match, key_of
from volgens.model import Parsed, Reason, Span, Token

WHOSE = "whose"
COMMAS = {",", ";"}
CLAUSE_HEADS = ("ccomp", "acl", "advcl", "conj", "parataxis", "csubj", "xcomp")


class Prepositions:
    """Finds reports that a preposition makes in one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, content: Content, subjects: Subjects, tags: Tags):
        self.parsed, self.content, self.subjects, self.tags = parsed, content, subjects, tags
        self.speakers: Speakers = subjects.speakers
        self._phrases = lexicon.phrases("reporting_preps")
        whose = [r for r in lexicon.rows("reporting_preps") if r.source == WHOSE]
        self._whose = {(prep, noun): r for r in whose for prep, _, noun in [str(r.phrase).partition(" ")]}
        self._verbs = lexicon.lemmas("reporting")
        self._not_sources = lexicon.nouns("not_sources")

    def at(self, words: Sequence[Token], k: int, earlier: Sequence[Attribution]) -> Attribution | None:
        """The report whose words begin at ``words[k]``."""
        hit = self._phrases.at(words, k)
        if hit is not None and hit.row.source != WHOSE:
            return self._preposition(hit, earlier)
        return self._by_count_of(words[k], earlier)

    def _by_count_of(self, word: Token, earlier: Sequence[Attribution]) -> Attribution | None:
        """*by the government's count*, *by their account*: whoever the noun after the preposition belongs to."""
        noun = self.parsed.head(word)
        if noun is None or word.rel != "case" or noun.upos != "NOUN" or noun.i < word.i:
            return None
        row = self._whose.get((word.form.lower(), key_of(noun)))
        owner = next((c for c in self.parsed.children(noun, "nmod:poss") if c.i > word.i), None)
        if row is None or owner is None or owner.feats.get("Person") in ("1", "2"):
            return None
        source = self.speakers.phrase(self.parsed, owner)
        words = tuple(t for t in self.parsed.tokens[word.i : noun.i + 1] if t not in source)
        if not self.speakers.can_speak(self.parsed, source) or self._its_own(owner, noun):
            return None
        content = self._beside_phrase(word, self._phrase_end(noun, noun), self.clause_above(noun), earlier)
        if content is None:
            return None
        reason = Reason("claim.preposition", row.where)
        return Attribution(
            (words[0], noun), str(row.phrase), source, content, str(row.stance), (*words, *source), reason, beside=True
        )

    def _its_own(self, owner: Token, noun: Token) -> bool:
        """*By its count, Lebanon has complained of ...*: a pronoun for the body that is named next."""
        clause = self.clause_above(noun)
        named = [s for s in self.parsed.children(clause, "nsubj") if s.i > noun.i and s.upos == "PROPN"]
        return owner.upos == "PRON" and owner.feats.get("Gender") == "Neut" and bool(named)

    def _preposition(self, hit: Match, earlier: Sequence[Attribution]) -> Attribution | None:
        words, row = hit.tokens, hit.row
        anchor = self._governed_by(words)
        if row.source == "own":
            clause = self.clause_above(words[-1])
            subject = self._subject_of_clause(clause)
            source = self.speakers.phrase(self.parsed, subject) if subject else ()
            if not source:
                return None
            content = self._beside_phrase(words[0], words[-1], clause, earlier)
        else:
            if anchor is None or self._not_sources.find(anchor) or anchor.upos in ("NUM", "VERB"):
                return None
            source = self.speakers.phrase(self.parsed, anchor)
            if row.condition == "speaker" and (
                anchor.upos == "PRON" or not self.speakers.read(self.parsed, source).row
            ):
                return None
            last = max((*words, *source), key=lambda t: t.i)
            clause = self.clause_above(anchor)
            content = self._beside_phrase(words[0], self._phrase_end(anchor, last), clause, earlier)
        if content is None:
            return None
        return Attribution(
            tuple(words),
            str(row.phrase),
            source,
            content,
            str(row.stance),
            (*words, *source),
            Reason("claim.preposition", row.where),
            beside=True,
        )

    def _governed_by(self, words: Sequence[Token]) -> Token | None:
        """The noun that the words bring in: the head of their last word, else the next noun phrase."""
        for word in (words[-1], words[0]):
            above = self.parsed.head(word)
            if (
                above is not None
                and above.i > words[-1].i
                and word.rel in ("case", "fixed", "advmod", "mark", "cc")
                and above.upos in ("NOUN", "PROPN", "PRON", "ADJ", "DET", "X")
            ):
                return above
        for t in self.parsed.words(words[0].sentence):
            if t.i > words[-1].i:
                if t.upos in ("NOUN", "PROPN", "PRON"):
                    return t if t.rel not in ("flat", "compound", "nmod:poss") else self.parsed.head(t)
                if t.upos not in ("DET", "ADJ", "ADV", "NUM"):
                    return None
        return None

    def _phrase_end(self, anchor: Token, last: Token) -> Token:
        """The last token of the phrase with all that hangs on it (a relative clause, what a comma sets apart)."""
        inside = (t for t in self.parsed.subtree(anchor) if t.sentence == last.sentence and t.form not in COMMAS)
        return max((*inside, last), key=lambda t: t.i)

    def clause_above(self, token: Token) -> Token:
        """The head of the clause that a phrase stands in."""
        for above in self.parsed.ancestors(token):
            if above.is_root or (
                above.rel in CLAUSE_HEADS
                and (above.upos in ("VERB", "AUX") or self.parsed.children(above, "nsubj", "cop"))
            ):
                return above
        return token

    def _subject_of_clause(self, clause: Token) -> Token | None:
        found = next(iter(self.parsed.children(clause, "nsubj", "nsubj:pass")), None)
        if found is None:
            return self.subjects.subject(clause, set())
        if found.feats.get("PronType") == "Rel" and clause.rel == "acl":
            return self.parsed.head(clause)
        return found

    def _beside_phrase(self, first: Token, last: Token, clause: Token, earlier: Sequence[Attribution]) -> Span | None:
        words = self.parsed.words(first.sentence)
        if self._set_off(first, last, words):
            clause = self._with_joined(clause, first)
        if clause.is_root or self._set_off(first, last, words):
            inner = None if clause.is_root or self._closes(last, words) else clause
            left = self.tags.left(first, earlier)
            if inner is None and not self._closes(last, words):
                return self._own_clause(first, last, clause, left)
            return self.content.around_tag(first, last, left, inner)
        return self._own_clause(first, last, clause, self.tags.left(first, ()))

    def _with_joined(self, clause: Token, first: Token) -> Token:
        """The first of the verbs that share a subject, where a phrase set apart follows the last (*has killed 40 and displaced 90, according to*)."""
        while (
            clause.rel == "conj"
            and clause.i < first.i
            and (above := self.parsed.head(clause)) is not None
            and above.upos == "VERB"
            and not self.parsed.children(clause, "nsubj", "expl", "csubj")
        ):
            clause = above
        return clause

    def _own_clause(self, first: Token, last: Token, clause: Token, left: int) -> Span | None:
        """The clause that the phrase stands in, without the phrase at its edge and without clauses beside it that report by themselves."""
        leave = {
            t.i
            for c in self.parsed.children(clause, "conj", "parataxis", "advcl")
            if self._reports(c)
            for t in self.parsed.subtree(c)
        }
        tokens = [
            t
            for t in self.parsed.subtree(clause)
            if t.i not in leave and t.start >= left and t.sentence == first.sentence
        ]
        words = [t for t in tokens if t.upos != "PUNCT"]
        outside = [t for t in words if not first.i <= t.i <= last.i]
        if not outside:
            return None
        if outside[0].i > last.i or outside[-1].i < first.i:
            words = outside
        return self.content.trim_tokens(
            words
            if words[-1].i == tokens[-1].i
            else [t for t in tokens if t.i >= words[0].i and (t in words or t.upos == "PUNCT")]
        )

    def _reports(self, verb: Token) -> bool:
        return (
            verb.upos == "VERB"
            and bool(self._verbs.find(self.parsed, verb))
            and bool(self.parsed.children(verb, "nsubj"))
        )

    def _set_off(self, first: Token, last: Token, words: Sequence[Token]) -> bool:
        before = self.parsed.tokens[first.i - 1] if first.i > words[0].i else None
        return (
            before is not None
            and before.form in BEFORE_TAG
            and (self._closes(last, words) or self.parsed.tokens[last.i + 1].form in AFTER_TAG)
        )

    def _closes(self, last: Token, words: Sequence[Token]) -> bool:
        """Does nothing but punctuation follow in the sentence, or up to a semicolon?"""
        for t in words[last.i - words[0].i + 1 :]:
            if t.form in {";", ":"}:
                return True
            if t.upos != "PUNCT":
                return False
        return True
