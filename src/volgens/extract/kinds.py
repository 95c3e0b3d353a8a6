"""The most specific type of an event: what the weapon, the target and the situation tell beyond the row that fired."""

from volgens.extract.conditions import is_definite
from volgens.extract.role_heads import Roles
from volgens.extract.triggers import NOUN, VERB, Trigger
from volgens.extract.word_classes import NUMBER, Words
from volgens.model import Parsed, Token

# Types that a weapon makes more specific; a type that names its weapon already stays.
OPEN = ("attack.other", "attack.airstrike", "attack.missile", "attack.shelling", "attack.bombing")
# Bombs in an air strike fall from aircraft.
FROM_THE_AIR = ("attack.airstrike", "attack.bombing")
HIT = "no_weapon"  # in the condition of verbs that say no more than that a building was hit
CAPTIVE = frozenset({"prisoner", "injured"})


def specific(parsed: Parsed, trigger: Trigger, roles: Roles, words: Words) -> str:
    """The type of an event, given its participants."""
    kind = trigger.type
    if (
        kind == "kill"
        and trigger.kind == VERB
        and roles.agent is not None
        and _is_helpless(parsed, roles.patient, words)
    ):
        return "execute"
    if HIT in trigger.row.condition and kind not in OPEN:
        return _origin(trigger, words) or kind
    if kind not in OPEN:
        return kind
    found = _weapon(parsed, trigger, roles, words) or kind
    return kind if (kind, found) == FROM_THE_AIR else found


def _weapon(parsed: Parsed, trigger: Trigger, roles: Roles, words: Words) -> str | None:
    """The attack that the weapon named with the event makes."""
    named = trigger.anchor
    if trigger.kind == NOUN:
        own = words.attack_by_first_part(named)
        if own:
            return own
        for t in parsed.children(named, "compound", "amod", "nmod"):
            if t.i < named.i and words.attack(t):
                return words.attack(t)
    origin = _origin(trigger, words)
    if origin:
        return origin
    for who in (roles.instrument, roles.agent):
        found = _attack_of(parsed, who, words)
        if found:
            return found
    return None


def _origin(trigger: Trigger, words: Words) -> str | None:
    """*Bestookt vanuit de lucht*, *hit from the air*."""
    for preps, head in trigger.frame.obliques if trigger.frame is not None else ():
        if words.use("origin").intersection(preps) and words.attack(head):
            return words.attack(head)
    return None


def _attack_of(parsed: Parsed, head: Token | None, words: Words) -> str | None:
    """The attack of a weapon, also as what a container holds (*a wave of drones*) or one of those joined."""
    if head is None:
        return None
    parts = (
        words.attack_of_pair(t, head) for t in parsed.children(head, "compound", "amod", "nmod") if t.i == head.i - 1
    )
    own = next((a for a in parts if a), None) or words.attack(head)
    is_container = NUMBER in words.plain(head) or any(k in words.use("container") for k in words.keys(head)[:2])
    if own or not is_container:
        return own or next((a for a in (words.attack(t) for t in parsed.children(head, "conj")) if a), None)
    return next((a for a in (words.attack(t) for t in parsed.children(head, "nmod", "obl", "conj")) if a), None)


def _is_helpless(parsed: Parsed, patient: Token | None, words: Words) -> bool:
    """Prisoners, the wounded, one's own: to kill them is to execute them."""
    if patient is None:
        return False
    if words.plain(patient) & CAPTIVE:
        return True
    return any(words.plain(t) & CAPTIVE for t in parsed.children(patient, "amod"))


def is_known(parsed: Parsed, trigger: Trigger) -> bool:
    """Does the noun point back to what the reader knows (*the attack*)?"""
    return trigger.kind == NOUN and is_definite(parsed, trigger.anchor)
