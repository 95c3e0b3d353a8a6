"""What a figure takes from what stands around it: the claim it belongs to where no content holds it, the side of those counted."""

from collections.abc import Sequence

from volgens.extract.counting import counter
from volgens.lexicon import Lexicon
from volgens.model import Claim, Event, Figure, Parsed, Token
from volgens.resolve.coreference import Chains
from volgens.resolve.parties import Parties, Party

NOMINAL = (
    "conj",
    "nmod",
    "appos",
    "acl",
    "obl",
    "nsubj",
    "obj",
    "nummod",
    "flat",
    "list",
    "dep",
    "orphan",
    "nsubj:pass",
)
PART = "figure.part"  # the rule that makes a number a part of a total
WEAPONS = ("drone", "missile", "aircraft")  # units that are always one side's
ARMED = ("soldier", "formation", "weapon", "missile")  # kinds of nouns counted that are one side's
OWN = ("deployed", "fired")  # outcomes that a side brings upon what is its own


def claim_beside(parsed: Parsed, anchor: Token, claims: Sequence[Claim]) -> Claim | None:
    """The claim that a figure belongs to though its content stops short of it.

    Either it is joined to a word of the content (*gave a toll of six killed and 83 injured, with three missing*), or it hangs on the
    cue as a participle clause of the speaker's (*said the ministry, revising an earlier count of six*).
    """
    cur = anchor
    for above in parsed.ancestors(anchor):
        cues = [c for c in claims if c.cue and c.cue.start <= above.start < c.cue.end]
        if cues and cur.rel == "advcl" and cur.feats.get("VerbForm") in ("Part", "Ger"):
            return cues[0]
        participle = cur.rel == "advcl" and cur.feats.get("VerbForm") in ("Part", "Ger")
        if not participle and (cur.rel not in NOMINAL or cur.deprel == "acl:relcl"):
            return None
        if cur.rel == "conj" and cur.upos in ("VERB", "AUX") and cur.feats.get("VerbForm") == "Fin":
            return None
        around = [c for c in claims if c.content.start <= above.start and above.end <= c.content.end]
        if around and not participle:
            return min(around, key=lambda c: c.content.end - c.content.start)
        cur = above
    return None


def claim_of_whole(parsed: Parsed, figure: Figure, before: Sequence[Figure], claims: Sequence[Claim]) -> Claim | None:
    """The claim of the total that a part stands behind in its sentence: *have fled, the UN estimates, 12,000 of them since Monday*."""
    if not any(r.rule == PART for r in figure.because) or not before:
        return None
    whole, here, there = before[-1], parsed.token_at(figure.number.start), parsed.token_at(before[-1].number.start)
    if here is None or there is None or here.sentence != there.sentence or whole.outcome != figure.outcome:
        return None
    return next((c for c in claims if c.id == whole.claim_id), None)


def _owner(parsed: Parsed, lexicon: Lexicon, figure: Figure, anchor: Token) -> Token | None:
    """The subject of the verb that told the outcome, where its row says that those counted are the subject's own."""
    rows = {r.row for r in figure.because}
    verb = next((t for t in parsed.ancestors(anchor) if t.upos == "VERB"), None)
    if verb is None or not any(
        m.row.where in rows and m.row.whose for m in lexicon.lemmas("outcomes").find(parsed, verb)
    ):
        return None
    subjects = [t for t in parsed.children(verb, "nsubj") if not figure.quote.start <= t.start < figure.number.end]
    return subjects[0] if subjects and not parsed.children(verb, "aux:pass") else None


def _possessor(parsed: Parsed, parties: Parties, chains: Chains, head: Token) -> Party | None:
    """The side of whose they are by a pronoun: *four of its soldiers*, *doden onder haar grenswachten*."""
    for noun in (head, *parsed.children(head, "nmod")):
        chain = chains.owner(noun)
        for n in chain.nouns if chain is not None else ():
            party = parties.at(n.start, n.end)
            if party:
                return party
    return None


def _bears_arms(parsed: Parsed, lexicon: Lexicon, figure: Figure, head: Token | None) -> bool:
    """Is what is counted one side's own: fighters, weapons, or those counted without a noun?"""
    if head is None or figure.unit in WEAPONS:
        return True
    return counter(lexicon).unit_of(head, parsed)[1] in ARMED


def party_for(
    parsed: Parsed,
    parties: Parties,
    chains: Chains,
    lexicon: Lexicon,
    figure: Figure,
    anchor: Token,
    event: Event | None,
) -> str | None:
    """The side of those counted: as their own words tell (*zes doden onder haar grenswachten*); that of the verb's subject, whose own they
    are (*the army lost 20 tanks*); that of those whom the event befell, where it is they and they bear arms; that of who acts, where what is
    counted is sent or fired. Villagers and houses are on no side because of where they are."""
    head = anchor if figure.counted else None
    if head is not None:
        phrase = parsed.subtree(
            head, without=("acl", "appos", "conj", "parataxis", "advcl", "nsubj", "obl", "cop", "nmod")
        )
        party = parties.of(phrase) or _possessor(parsed, parties, chains, head)
        if party:
            return party.code
    owner = _owner(parsed, lexicon, figure, anchor)
    if owner:
        party = parties.of(parsed.subtree(owner, without=("acl", "appos", "parataxis", "advcl")))
        if party:
            return party.code
    if event is None:
        return None
    patient, agent = event.patient, event.agent
    if patient and patient.start <= figure.number.start and figure.number.end <= patient.end:
        return patient.party if _bears_arms(parsed, lexicon, figure, head) else None
    return agent.party if agent and figure.outcome in OWN else None
