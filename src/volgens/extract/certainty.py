"""How certain a text puts something, and whether it says that it did not happen (FactBank's certainty and polarity).

After ConText (Chapman and others, 2007): cues with an effect, a scope and words that stop it, from the tables ``certainty``, ``negation``
and ``not_a_cue``. The scope is read off the parse:

    clause       the clause the cue stands in, and what shares its auxiliaries (*zou zijn gedood en beroofd*)
    complement   what hangs on the cue as its complement (*dreigt de stad aan te vallen*, *oproep tot een bestand*)
    infinitive   the same, only where it is an infinitive (*agreed to withdraw*)
    phrase       the noun that the cue modifies (*vermeende aanval*, *geen doden*)
    subject      the subject of the cue (*de aanval bleef uit*)

Certain, probable and possible are as put to the reader: the flat statement of a source is certain.
"""

from dataclasses import dataclass, replace

from volgens.extract.clauses import clause_of, is_clause, prepositions
from volgens.extract.conditions import is_definite
from volgens.extract.cues import Cue, CueFinder
from volgens.extract.word_classes import words_of
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Reason, Token

CERTAIN, PROBABLE, POSSIBLE = "certain", "probable", "possible"
POSITIVE, NEGATIVE = "positive", "negative"
RANK = {CERTAIN: 0, PROBABLE: 1, POSSIBLE: 2}
LEVEL = {
    "reported": POSSIBLE,
    "possible": POSSIBLE,
    "hypothetical": POSSIBLE,
    "unverified": POSSIBLE,
    "probable": PROBABLE,
}
NO_EFFECT, UNVERIFIED = "none", "unverified"
DENYING = ("denied", "prevented")
ARGUMENTS = ("obj", "nsubj", "iobj", "csubj")
NAMING = ("NOUN", "PROPN", "ADJ")  # what something is called
SHARED_DOWN = ("aux", "mark", "advmod", "cop")


@dataclass(frozen=True, slots=True)
class Modality:
    """Certainty, polarity and why. ``prevented``: kept from happening; what is only meant to be is nobody's account of an event. ``denied``: by a verb or
    adjective, not by a negation. ``plover``: the code that the nearest cue gives an act (*demanded a truce*)."""

    certainty: str = CERTAIN
    polarity: str = POSITIVE
    because: tuple[Reason, ...] = ()
    prevented: bool = False
    denied: bool = False
    plover: str | None = None

    def with_(self, row: Row) -> "Modality":
        """With the effect of a row added."""
        effect, reason = str(row.cells.get("effect") or "denied"), Reason("certainty", row.where)
        code = self.plover or row.cells.get("plover")
        if code != self.plover:
            return replace(self, plover=str(code)).with_(row)
        if effect == NO_EFFECT:
            return self
        if effect in DENYING:
            polarity = POSITIVE if self.polarity == NEGATIVE else NEGATIVE
            prevented, denied = effect == "prevented", row.table == "certainty"
            return replace(
                self,
                polarity=polarity,
                because=(*self.because, reason),
                prevented=self.prevented or prevented,
                denied=self.denied or denied,
            )
        return self.at_most(LEVEL[effect], reason)

    def at_most(self, level: str, reason: Reason) -> "Modality":
        lower = level if RANK[level] > RANK[self.certainty] else self.certainty
        return replace(self, certainty=lower, because=(*self.because, reason))


def of(parsed: Parsed, token: Token, lexicon: Lexicon) -> tuple[str, str, tuple[Reason, ...]]:
    """Certainty (certain, probable, possible), polarity (positive, negative) and reasons for the event or figure at ``token``.

    ``token`` is a trigger's main word, or a number or the noun it counts.
    """
    found = modality(parsed, token, lexicon)
    return found.certainty, found.polarity, found.because


def modality(parsed: Parsed, token: Token, lexicon: Lexicon) -> Modality:
    """The same as ``of``, with what is to be prevented told apart."""
    return Reader(parsed, lexicon).read(token)


class Reader:
    """Reads the certainty of words of one article; each sentence's cues are found once."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon):
        self.parsed, self.lexicon, self.words = parsed, lexicon, words_of(lexicon)
        self.cues = CueFinder(parsed, lexicon).of
        self.used: set[int] = set()

    def _with(self, found: Modality, cue: Cue) -> Modality:
        """With the effect of a cue, which counts once."""
        if cue.anchor.i in self.used:
            return found
        self.used.add(cue.anchor.i)
        return found.with_(cue.row)

    def read(self, token: Token) -> Modality:
        """The modality of the event or figure at a token."""
        self.used = set()
        found = self._in_phrase(Modality(), token)
        clause = clause_of(self.parsed, token)
        carried, deep = True, False
        node = token
        while node.i != clause.i:
            above = self.parsed.tokens[node.head]
            before, found = found, found if deep else self._governed(found, node, above)
            # What hangs on another noun is taken for granted there: an inquiry into an attack.
            deep = deep or (found is before and node.rel in ("nmod", "obl", "acl") and not self._is_container(above))
            if above.i != clause.i:
                found = (
                    self._in_phrase(found, above)
                    if node.rel in ("nummod", "compound", "amod", "flat", "det")
                    else found
                )
            carried = self._carries(node, above) if above.i == clause.i else carried
            node = above
        if not carried and (deep or is_definite(self.parsed, token)):
            return found
        return self._in_clause(found, clause, token, carried)

    def _is_container(self, token: Token) -> bool:
        return token.upos in ("NUM", "VERB", "AUX") or any(
            k in self.words.use("container") for k in self.words.keys(token)[:2]
        )

    def _carries(self, node: Token, head: Token) -> bool:
        """Does a clause's own certainty hold for this part of it?"""
        if node.rel in ("xcomp", "conj", "aux", "compound", "fixed", "nummod", "flat"):
            return True
        if head.upos not in ("VERB", "AUX"):
            return node.rel not in ("obl", "nmod") and not is_definite(self.parsed, node)
        if node.rel == "obl" and self._is_bare(node):  # in brand steken, op de vlucht slaan
            return True
        if any(c.anchor.i == head.i and c.row.cells.get("effect") == NO_EFFECT for c in self.cues(head.sentence)):
            return False  # a blockade that is not lifted is there
        if node.rel not in ARGUMENTS:
            return False
        if node.deprel == "nsubj":
            return any(m.row.noun == "subject" for m in self.lexicon.lemmas("light_verbs").find(self.parsed, head))
        return any(self.lexicon.lemmas(table).find(self.parsed, head) for table in ("light_verbs", "events"))

    def _is_bare(self, noun: Token) -> bool:
        """A noun with nothing but its preposition, which makes one predicate with its verb."""
        return all(c.rel == "case" for c in self.parsed.children(noun)) and noun.upos == "NOUN"

    def _in_phrase(self, found: Modality, noun: Token) -> Modality:
        """Cues that modify a noun: *vermeende aanval*, *geen doden*, *zonder arrestaties*."""
        children = {t.i for t in self.parsed.children(noun)}
        for cue in self.cues(noun.sentence):
            modifies = cue.scope == "phrase" or (
                cue.scope == "clause" and cue.anchor.rel == "amod"
            )  # de mogelijke aanval
            if modifies and cue.anchor.i in children and cue.anchor.rel in (
                "amod", "det", "advmod", "case", "compound", "nummod", "mark", "cc:preconj"
            ):  # fmt: skip
                found = self._with(found, cue)
        return found

    def _in_clause(
        self, found: Modality, clause: Token, token: Token, carried: bool = True, depth: int = 0
    ) -> Modality:
        """Cues of the clause, then of the clauses above it that hold for it."""
        if carried:
            for cue in self.cues(clause.sentence):
                if self._of_clause(cue, clause) and _reaches(cue, token, self.parsed):
                    found = self._with(found, cue)
            if depth == 0 and self._is_question(clause):
                found = found.at_most(POSSIBLE, Reason("question"))
            found = self._hearsay(found, clause)
        if clause.is_root or depth > 6:
            return found
        above = self.parsed.tokens[clause.head]
        if clause.rel == "conj":
            return self._shared(found, clause, token, depth) if carried else found
        if clause.rel in ("advcl", "acl", "xcomp") and self._by_means(clause):
            return found
        if clause.rel == "advcl" and self._is_purpose(clause):
            found = found.at_most(POSSIBLE, Reason("purpose"))
        if clause.deprel == "acl:relcl":
            return found
        before = found
        found = self._governed(found, clause, above)
        if found is before and clause.rel == "acl" and self._is_purpose(clause) and self._is_marked_purpose(clause):
            found = found.at_most(POSSIBLE, Reason("purpose"))
        if clause.rel == "xcomp" or (found is not before and above.upos in ("VERB", "AUX", "ADJ")):
            return self._in_clause(found, clause_of(self.parsed, above), token, carried, depth + 1)
        return found

    def _hearsay(self, found: Modality, clause: Token) -> Modality:
        """*Unconfirmed reports say that ...*, *volgens onbevestigde berichten ...*: whatever such a source says is unverified."""
        above = self.parsed.tokens[clause.head]
        sources = self.parsed.children(clause, "obl")
        if clause.rel == "ccomp" and not clause.is_root:
            sources = [*sources, *self.parsed.children(above, "nsubj", "obl")]
        for source in sources:
            for cue in self.cues(source.sentence):
                if (
                    cue.row.cells.get("effect") == UNVERIFIED
                    and cue.anchor.head == source.i
                    and cue.anchor.rel == "amod"
                ):
                    found = self._with(found, cue)
        return found

    def _shared(self, found: Modality, clause: Token, token: Token, depth: int) -> Modality:
        """What a later conjunct takes over from the first: auxiliaries and adverbs before both, and what governs both."""
        first = self.parsed.tokens[clause.head]
        while first.rel == "conj":
            first = self.parsed.tokens[first.head]
        if not self.parsed.children(clause, "nsubj", "aux", "mark", "cop"):
            for cue in self.cues(clause.sentence):
                if cue.scope == "clause" and cue.anchor.head == first.i and cue.anchor.i < clause.i and (
                    cue.anchor.rel in ("aux", "mark", "cop") or cue.anchor.i < first.i
                ) and cue.row.table == "certainty":  # fmt: skip
                    found = self._with(found, cue)
        if first.is_root or not is_clause(self.parsed, first) or depth > 6:
            return found
        above = self.parsed.tokens[first.head]
        if first.rel in ("xcomp", "ccomp", "advcl", "acl") and first.deprel != "acl:relcl":
            if first.rel == "advcl" and self._is_purpose(first):
                found = found.at_most(POSSIBLE, Reason("purpose"))
            found = self._governed(found, first, above)
        return found

    def _of_clause(self, cue: Cue, clause: Token) -> bool:
        """Does a cue of the clause, or a negated part of it, hold for the clause?"""
        anchor = cue.anchor
        if cue.scope == "complement" and anchor.rel == "aux":
            return anchor.head == clause.i
        if cue.scope in ("clause", "sentence"):
            if anchor.i == clause.i:
                return False
            if anchor.head == clause.i:
                return anchor.rel in (
                    *SHARED_DOWN,
                    "obl",
                    "parataxis",
                    "discourse",
                    "advcl",
                    "case",
                    "compound",
                    "xcomp",
                    "dep",
                    "fixed",
                    "cc",
                )
            return (
                clause_of(self.parsed, anchor).i == clause.i
                and anchor.upos in ("ADV", "AUX", "ADJ")
                and self._outermost(anchor, clause)
            )
        if cue.scope == "phrase" and cue.row.table == "negation":
            return self._negates_argument(anchor, clause)
        return False

    def _outermost(self, anchor: Token, clause: Token) -> bool:
        head = self.parsed.tokens[anchor.head]
        return head.head == clause.i and head.rel in ("aux", "advmod", "xcomp", "cop")

    def _negates_argument(self, anchor: Token, clause: Token) -> bool:
        """*geen burgers gedood*, *niemand gewond*: a negated argument negates the clause."""
        if anchor.head == clause.i:
            return anchor.rel in ("nsubj", "obj", "det", "obl")
        noun = self.parsed.tokens[anchor.head]
        return noun.head == clause.i and noun.rel in ARGUMENTS and anchor.rel in ("det", "nummod", "amod", "cc:preconj")

    def _governed(self, found: Modality, node: Token, above: Token) -> Modality:
        """Cues that the node is a complement or subject of."""
        for cue in self.cues(above.sentence):
            governs = above.i in {t.i for t in cue.tokens} or (
                (cue.scope == "subject" or len(cue.tokens) > 1)
                and cue.anchor.head == above.i
                and above.upos in ("VERB", "AUX")
            )
            if governs and self._is_complement(cue, node):
                found = self._with(found, cue)
        return found

    def _is_complement(self, cue: Cue, node: Token) -> bool:
        if cue.scope == "subject":
            return node.rel == "nsubj"
        if cue.scope not in ("complement", "infinitive"):
            return False
        if node.rel in ("ccomp", "xcomp", "csubj"):
            return cue.scope == "complement" or self._is_infinitive(node)
        if cue.scope == "infinitive":
            return node.rel in ("advcl", "acl") and self._is_infinitive(node)
        preps = prepositions(self.parsed, node)
        if preps:
            return node.rel in ("obl", "nmod", "advcl", "acl", "xcomp") and bool(
                frozenset(cue.row.preps).intersection(preps)
            )
        if node.rel in ("acl", "advcl"):
            marks = {t.form.lower() for t in self.parsed.children(node, "mark", "case")}
            return node.deprel != "acl:relcl" and (
                node.rel == "acl" or self._is_infinitive(node) or bool(marks.intersection(cue.row.preps))
            )
        if node.deprel == "obj" and any(
            t.upos in NAMING for t in self.parsed.children(self.parsed.tokens[node.head], "xcomp")
        ):
            return False  # *called the raid a crime*
        return node.deprel in ("obj", "nsubj:pass", "compound")

    def _is_infinitive(self, node: Token) -> bool:
        return node.feats.get("VerbForm") == "Inf" or any(
            t.form.lower() in self.words.use("purpose") for t in self.parsed.children(node, "mark")
        )

    def _is_purpose(self, clause: Token) -> bool:
        marks = {t.form.lower() for t in self.parsed.children(clause, "mark", "case")}
        return bool(marks & self.words.use("purpose")) and clause.feats.get("VerbForm") in ("Inf", None)

    def _is_marked_purpose(self, clause: Token) -> bool:
        """A purpose with a word of its own (*om ... te*), not a bare infinitive."""
        return (
            sum(t.form.lower() in self.words.use("purpose") for t in self.parsed.children(clause, "mark", "case")) > 1
        )

    def _by_means(self, clause: Token) -> bool:
        first = self.parsed.subtree(clause)[0]
        return first.i < clause.i and any(
            t.form.lower() in self.words.use("means") for t in (first, *self.parsed.children(clause, "mark", "case"))
        )

    def _is_question(self, clause: Token) -> bool:
        last = self.parsed.words(clause.sentence)[-1]
        return last.form == "?" and clause.is_root


def _reaches(cue: Cue, token: Token, parsed: Parsed) -> bool:
    """Is the token on the right side of the cue, with no stop word between?"""
    if cue.row.direction == "forward" and token.i < cue.anchor.i:
        return False
    if cue.row.direction == "backward" and token.i > cue.anchor.i:
        return False
    low, high = sorted((cue.anchor.i, token.i))
    return not any(t.form.lower() in cue.row.stops for t in parsed.tokens[low + 1 : high])
