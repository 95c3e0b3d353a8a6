"""One trigger for each act, and what results take over from their causes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from volgens.extract.clauses import clause_of, prepositions
from volgens.extract.conditions import is_definite
from volgens.extract.triggers import NOUN, VERB, Trigger
from volgens.extract.word_classes import Words
from volgens.model import Parsed, Token

if TYPE_CHECKING:
    from volgens.extract.events import Draft

RESULTS = ("kill", "injure", "damage", "displace")
CAUSES = ("attack", "offensive")


def coarse(kind: str) -> str:
    return kind.partition(".")[0]


def distinct(parsed: Parsed, found: Sequence[Trigger], words: Words) -> list[Trigger]:
    """Triggers without those that only repeat another one beside them."""
    by_anchor = {t.anchor.i: t for t in found}
    drop: set[int] = set()
    for t in found:
        if t.kind != VERB or t.frame is None:
            continue
        for noun in (*t.frame.subjects, *t.frame.objects):
            other = by_anchor.get(noun.i)
            if other is None or other.kind != NOUN:
                continue
            one = _one_of(parsed, t, other, noun in t.frame.subjects)
            if one is not None:
                drop.add(one.anchor.i)
    return [t for t in found if t.anchor.i not in drop]


def _one_of(parsed: Parsed, verb: Trigger, noun: Trigger, is_subject: bool) -> Trigger | None:
    """The one of the two that says nothing of its own, if one does."""
    if is_subject:
        if coarse(verb.type) == coarse(noun.type) == "attack":
            return noun if is_definite(parsed, noun.anchor) else verb
        return None
    if coarse(verb.type) == coarse(noun.type):
        return verb
    if verb.type == "ceasefire.violation" and noun.type in ("ceasefire", "agreement"):
        return noun
    if noun.type in ("ceasefire", "agreement") and verb.type in ("ceasefire", "agreement", "negotiate"):
        return verb
    return None


def inherited(parsed: Parsed, drafts: Sequence["Draft"], words: Words) -> list["Draft"]:
    """Results with the agent of the attack that caused them, where they have none of their own."""
    out: list[Draft] = []
    for d in drafts:
        out.append(d)
        if coarse(d.type) in RESULTS and d.roles.agent is None and d.roles.agent_word is None:
            cause = _cause(parsed, d, drafts, words)
            if cause is not None:
                roles = replace(d.roles, agent=cause.roles.agent, agent_word=cause.roles.agent_word)
                out[-1] = replace(d, roles=roles)
    return out


def _cause(parsed: Parsed, result: "Draft", drafts: Iterable["Draft"], words: Words) -> "Draft | None":
    """The attack that stands as subject or cause phrase in the clause of a result."""
    clause = clause_of(parsed, result.trigger.anchor)
    for d in drafts:
        if coarse(d.type) not in CAUSES or d.trigger.anchor.sentence != clause.sentence or d is result:
            continue
        if d.roles.agent is None and d.roles.agent_word is None:
            continue
        if d.trigger.kind == NOUN and _is_cause(parsed, d.trigger.anchor, clause, words):
            return d
    return None


def _is_cause(parsed: Parsed, noun: Token, clause: Token, words: Words) -> bool:
    top = noun
    while top.head != clause.i and not top.is_root and top.rel in ("nmod", "conj", "obl", "appos", "compound"):
        top = parsed.tokens[top.head]
    if top.head != clause.i:
        return False
    return top.rel == "nsubj" or bool(words.use("cause").intersection(prepositions(parsed, top)))
