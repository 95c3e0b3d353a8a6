"""What a relative or participial clause says befell those counted: *mensen die zijn gevlucht*, *troops sent to the front*."""

from dataclasses import replace

from volgens.extract.counting import Counted
from volgens.extract.outcome_words import HARMED, OBJECT, OBLIQUE, SUBJECT, Finding, OutcomeWords, joined
from volgens.model import Parsed, Token


class Relatives:
    """Reads the clauses at the noun, in one language."""

    def __init__(self, words: OutcomeWords):
        self.words = words

    def find(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """A relative or participial clause: *mensen die zijn gevlucht*, *troops sent to the front*."""
        heads = [t for t in (counted.head, counted.anchor) if t is not None]
        if counted.traits & {"km2", "percent", "settlement"} and counted.head is not None:
            heads += parsed.children(counted.head, "nmod", "appos")
        seen: set[int] = set()
        best: Finding | None = None
        for head in heads:
            for clause in parsed.children(head, "acl"):
                if clause.i in seen or clause.i < head.i:
                    continue
                seen.add(clause.i)
                found = self._in_relative(parsed, clause, counted)
                if found and (best is None or best.outcome not in HARMED or best.outcome == "injured"):
                    best = replace(found, negative=self.words.negated(parsed, clause, counted))
        return best

    def _in_relative(self, parsed: Parsed, clause: Token, counted: Counted) -> Finding | None:
        traits = counted.traits
        below = [t for t in parsed.subtree(clause) if t.upos != "PUNCT"]
        if (
            below
            and below[0].upos == "ADP"
            and clause.feats.get("VerbForm") != "Part"
            and (parsed.children(clause, "nsubj") or (len(below) > 1 and below[1].upos == "PRON"))
        ):
            # of whom many fled, drones with which the city was shelled
            return self.words.verb(parsed, clause, OBLIQUE, below[0].form.lower(), traits, "relative")
        pronoun = next(
            (
                t
                for t in parsed.children(clause)
                if t.feats.get("PronType", "").startswith("Rel") or t.deprel.endswith(":relsubj")
            ),
            None,
        )
        if pronoun is not None:
            role = self.words.role(parsed, pronoun, clause)
        else:
            active = clause.feats.get("VerbForm") == "Ger" or parsed.children(clause, "nsubj", "obj")
            role = SUBJECT if active else OBJECT
        if clause.upos == "ADJ" and (state := self.words.state(clause, "relative")):
            return state
        found = self.words.verb_loosely(parsed, clause, role, "", traits, "relative")
        if found is None and pronoun is None:
            found = self.words.verb(parsed, clause, SUBJECT, "", traits, "relative")
        found = found or self.words.state_at(parsed, clause, role, clause)
        found = found or self.words.phrase(parsed, clause, counted, "relative")
        for other in parsed.children(clause, "conj", "xcomp"):
            if other.rel == "xcomp" and role == SUBJECT and parsed.children(clause, "obj"):
                continue  # clashes that left 55 soldiers dead
            more = self.words.verb(parsed, other, self.words.own_role(parsed, other), "", traits, "relative")
            more = more or (self.words.state(other, "relative") if other.upos == "ADJ" else None)
            found = more if found is None else (joined(found, more, other.rel) if more else found)
        return found
