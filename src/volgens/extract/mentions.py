"""One trigger for each act, and what results take over from their causes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from volgens.extract.clauses import clause_of, prepositions
from volgens.extract.conditions import is_definite
from volgens.extract.triggers import NOUN, STATE, VERB, Trigger
from volgens.extract.word_classes import Words
from volgens.model import Parsed, Reason, Token

if TYPE_CHECKING:
    from volgens.extract.events import Draft

RESULTS = ("kill", "injure", "damage", "execute", "abduct")
CAUSES = ("attack", "offensive")
TAKING = ("capture.territory", "retake.territory")
AGAIN = (*CAUSES, "clash")  # what a noun may point back to, with its agent
SPOKEN = ("accuse.violation", "threaten", "warn")
TOPICS = ("agreement", "negotiate", "exchange.prisoners")
AGREEING = ("ceasefire", "agreement")
AGREED = ("ceasefire", "agreement", "exchange", "release", "withdraw")
SCENE = 3  # sentences over which the means of an attack are remembered
HIT = "no_weapon"  # in the condition of verbs that say no more than that something was hit
MUTUAL = ("clash",)
SHOT = "attack.shooting"  # gunmen who attack do more than shoot
UNTOLD = ("attack.other",)  # attacks whose means are not told


def coarse(kind: str) -> str:
    return kind.partition(".")[0]


def distinct(parsed: Parsed, found: Sequence[Trigger], words: Words) -> list[Trigger]:
    """Triggers without those that only repeat another one beside them."""
    by_anchor = {t.anchor.i: t for t in found}
    drop = _verbs_of_states(parsed, found) | _charges_told(parsed, found) | _arms_used(parsed, found, words)
    for t in found:
        if t.kind != VERB or t.frame is None:
            continue
        about = [head for _, head in t.frame.obliques] if t.type in AGREEING else []
        for noun in (*t.frame.subjects, *t.frame.objects, *about):
            other = by_anchor.get(noun.i)
            if other is None or other.kind != NOUN:
                continue
            if noun in t.frame.objects and coarse(t.type) == "attack" and words.attack(noun):
                drop.add(noun.i)  # *brought a car bomb to explosion*: the bomb is what it was done with
                continue
            one = _one_of(parsed, t, other, noun in t.frame.subjects)
            if one is not None:
                drop.add(one.anchor.i)
    kept: list[Trigger] = []
    for t in found:
        if t.anchor.i not in drop and not _is_topic(parsed, t, kept):
            kept.append(t)
    return kept


def _verbs_of_states(parsed: Parsed, found: Sequence[Trigger]) -> set[int]:
    """Verbs that only bring about the state beside them: *op de vlucht slaan* is no blow."""
    states = [
        t
        for t in found
        if t.kind == STATE and len(t.words) > 1 and t.anchor.rel in ("obl", "xcomp", "compound", "fixed")
    ]
    verbs = {parsed.tokens[t.anchor.head].i for t in states}
    # *gewond geraakt* is no hit
    hits = {t.anchor.i + n for t in found if t.kind == STATE and t.anchor.upos in ("ADJ", "ADV") for n in (1, 2)}
    return {
        t.anchor.i
        for t in found
        if t.kind == VERB and len(t.words) == 1 and (t.anchor.i in verbs or (t.type in UNTOLD and t.anchor.i in hits))
    }


def _arms_used(parsed: Parsed, found: Sequence[Trigger], words: Words) -> set[int]:
    """*Een aanslag met een autobom*: the bomb is what the attack was made with."""
    attacks = {t.anchor.i for t in found if coarse(t.type) == "attack"}
    return {
        t.anchor.i
        for t in found
        if t.kind == NOUN
        and coarse(t.type) == "attack"
        and t.anchor.head in attacks
        and words.attack(t.anchor)
        and words.use("instrument").intersection(prepositions(parsed, t.anchor))
    }


def _charges_told(parsed: Parsed, found: Sequence[Trigger]) -> set[int]:
    """Nouns that name what somebody is accused of or threatened with: *beschuldigt de groep van oorlogsmisdaden* is one charge."""
    drop: set[int] = set()
    for verb in (t for t in found if t.kind == VERB and t.type in SPOKEN):
        below = {t.i for t in parsed.subtree(verb.anchor, without=("ccomp", "advcl", "acl", "parataxis", "conj"))}
        drop |= {t.anchor.i for t in found if t.kind == NOUN and t.type == verb.type and t.anchor.i in below}
    return drop


def _is_topic(parsed: Parsed, trigger: Trigger, before: Sequence[Trigger]) -> bool:
    """Talks, deals and exchanges that were told before are what the text is about (*that agreement*), not told once more."""
    if trigger.kind != NOUN or trigger.type not in TOPICS or not is_definite(parsed, trigger.anchor):
        return False
    return any(t.type == trigger.type for t in before)


def _one_of(parsed: Parsed, verb: Trigger, noun: Trigger, is_subject: bool) -> Trigger | None:
    """The one of the two that says nothing of its own, if one does."""
    if is_subject:
        if coarse(noun.type) == "attack" and (coarse(verb.type) == "attack" or HIT in verb.row.condition):
            return noun if is_definite(parsed, noun.anchor) else verb
        return None
    if verb.type == "ceasefire.violation" and noun.type in AGREEING:
        return noun
    if coarse(verb.type) == coarse(noun.type):
        return verb
    if verb.type in AGREEING and (coarse(noun.type) in AGREED or noun.type in AGREEING):
        return verb
    return None


def inherited(parsed: Parsed, drafts: Sequence["Draft"], words: Words) -> list["Draft"]:
    """What a mention takes over: *the raid* from the attack told before, a result from the attack that caused it."""
    out: list[Draft] = []
    for d in drafts:
        if d.trigger.kind == NOUN and coarse(d.type) in AGAIN and is_definite(parsed, d.trigger.anchor):
            d = _again(parsed, d, out)
        elif d.trigger.kind == VERB and d.type in UNTOLD:
            d = _same_scene(parsed, d, out)
        out.append(d)
    for k, d in enumerate(out):
        hit = d.trigger.kind == VERB and d.type in UNTOLD and d.trigger.frame is not None and d.trigger.frame.passive
        if (coarse(d.type) in RESULTS or hit) and not _has_agent(d):
            cause = _cause(parsed, d, out, words)
            if cause is not None:
                roles = replace(d.roles, agent=cause.roles.agent, agent_word=cause.roles.agent_word)
                out[k] = replace(d, roles=roles, because=(*d.because, Reason("event.cause")))
    return out


def _has_agent(draft: "Draft") -> bool:
    return draft.roles.agent is not None or draft.roles.agent_word is not None


def _has_own_scene(parsed: Parsed, noun: Token) -> bool:
    """*De schietpartij in Jeruzalem*: with a place or day of its own it is the one that the reader knows, not the one just told."""
    return any(
        t.upos == "PROPN" and t.deprel != "nmod:poss" and prepositions(parsed, t) for t in parsed.children(noun, "nmod")
    )


def _again(parsed: Parsed, draft: "Draft", before: Sequence["Draft"]) -> "Draft":
    """A noun that points back, with the type and agent of what it points to, as far as it says nothing else itself."""
    for other in sorted(before, key=lambda d: (d.type != draft.type, -d.trigger.anchor.i)):
        if coarse(other.type) != coarse(draft.type) or not _compatible(draft, other):
            continue
        if other.modality.polarity == "negative":
            continue  # what did not happen is nothing to point back to
        if _has_own_scene(parsed, draft.trigger.anchor):
            return draft
        roles = draft.roles
        if not _has_agent(draft) and other.roles.agent != other.roles.instrument:
            roles = replace(roles, agent=other.roles.agent, agent_word=other.roles.agent_word)
        if draft.type in MUTUAL and roles.patient is None and roles.agent == other.roles.agent:
            roles = replace(roles, patient=other.roles.patient, patient_word=other.roles.patient_word)
        kind = other.type if draft.type in UNTOLD else draft.type
        return replace(draft, type=kind, roles=roles, because=(*draft.because, Reason("event.again")))
    return draft


def _same_scene(parsed: Parsed, draft: "Draft", before: Sequence["Draft"]) -> "Draft":
    """A verb that only tells that something was hit (*bestookt*, *was struck*), with the means of the attack told just before."""
    here = draft.trigger.anchor
    told = [d for d in before if coarse(d.type) == coarse(draft.type) and d.type not in UNTOLD]
    near = [d for d in told if here.sentence - d.trigger.anchor.sentence <= SCENE]
    if not near or draft.roles.instrument is not None:
        return draft
    last = near[-1]
    if last.type == SHOT or "possible" in (draft.modality.certainty, last.modality.certainty):
        return draft  # what may come is not what was told as a fact
    if _sides_differ(parsed, draft, last):
        return draft
    return replace(draft, type=last.type, because=(*draft.because, Reason("event.again")))


def _sides_differ(parsed: Parsed, one: "Draft", other: "Draft") -> bool:
    """Are two agents named that are not the same word?"""
    a, b = (d.roles.agent or d.roles.agent_word for d in (one, other))
    if a is None or b is None or "PRON" in (a.upos, b.upos) or b == other.roles.instrument:
        return False
    return a.lemma.lower() != b.lemma.lower()


def _compatible(draft: "Draft", other: "Draft") -> bool:
    """May both be one act: types that do not exclude each other, and no new place or target of its own?"""
    if draft.roles.patient is not None and other.roles.patient is not None:
        return False
    return draft.type == other.type or draft.type in UNTOLD or other.type in UNTOLD


def _cause(parsed: Parsed, result: "Draft", drafts: Sequence["Draft"], words: Words) -> "Draft | None":
    """The attack that caused a result: subject or cause phrase of its clause, told before it in the sentence, or what *daarbij* means."""
    anchor = result.trigger.anchor
    clause, sentence = clause_of(parsed, anchor), parsed.sentences[anchor.sentence]
    here = [
        d for d in drafts if coarse(d.type) in CAUSES and d.trigger.anchor.sentence == sentence.i and d is not result
    ]
    for d in here:
        if d.trigger.kind == NOUN and _is_cause(parsed, d.trigger.anchor, clause, words):
            return d if _has_agent(d) else None
    told = _told_of(parsed, clause, here)
    if told is not None:
        return told if _has_agent(told) else None
    if coarse(result.type) == "attack" or _is_of_place(parsed, clause, words):
        return None
    before = [d for d in here if d.trigger.anchor.i < anchor.i]
    if result.trigger.kind == NOUN and result.trigger.row.agent_prep:
        return None  # *the killing of his deputy*: an act of its own
    if before:
        return before[-1] if _has_agent(before[-1]) else None  # the attack beside it, by whoever did that
    if any(t.form.lower() in words.use("cause_anaphor") for t in parsed.words(sentence)):
        earlier = [d for d in drafts if d.trigger.anchor.i < sentence.first and _may_cost(d)]
        return earlier[-1] if earlier and _has_agent(earlier[-1]) else None
    return None


def _may_cost(draft: "Draft") -> bool:
    """Is it an act of which people may die: an attack, or a town taken?"""
    return coarse(draft.type) in (*CAUSES, "clash") or draft.type in TAKING


def _is_of_place(parsed: Parsed, clause: Token, words: Words) -> bool:
    """*Een hotel waar gasten werden gegijzeld*: what went on there before is nobody's doing who comes there."""
    opens = {t.form.lower() for t in parsed.children(clause, "advmod") if t.i < clause.i}
    return clause.deprel == "acl:relcl" and bool(opens & words.use("where"))


def _told_of(parsed: Parsed, clause: Token, here: Sequence["Draft"]) -> "Draft | None":
    """The attack that a relative clause tells more of: *de aanslag in het dorp, waarbij tien mensen werden vermoord*."""
    while clause.rel in ("conj", "xcomp", "ccomp") and not clause.is_root:
        clause = parsed.tokens[clause.head]
    if clause.rel != "acl":
        return None
    return next((d for d in here if d.trigger.anchor.i == clause.head), None)


def _is_cause(parsed: Parsed, noun: Token, clause: Token, words: Words) -> bool:
    top = noun
    while top.head != clause.i and not top.is_root and top.rel in ("nmod", "conj", "obl", "appos", "compound"):
        top = parsed.tokens[top.head]
    if top.head != clause.i:
        return False
    return top.rel == "nsubj" or bool(words.use("cause").intersection(prepositions(parsed, top)))
