"""Conditions of event rows: what has to stand beside a word for it to be an event of the conflict.

A row's ``condition`` cell lists them, and all have to hold:

    subject=CLASS/CLASS   the subject, where there is one, is of one of these classes (table ``word_classes``); ``not_subject=`` the reverse
    object=CLASS/...      there is an object, and it is of one of these classes; ``not_object=`` no object is
    holder=CLASS/...      who or what is in the state is of one of these classes
    of=CLASS/...          what hangs on the noun by *of*, *van* or as its possessor is of one of these; ``not_of=``
    modifier=CLASS/...    an adjective or first word of the noun is of one of these
    prep=WORD/WORD        a phrase with one of these prepositions hangs on it
    case=WORD/...         the noun stands behind one of these prepositions
    predicate=LEMMA/...   the state is said with one of these verbs
    under=CODE/...        its governor is a cue with one of these PLOVER codes (*ordered to leave*: DEMAND)
    near=CLASS/...        a word of one of these classes stands in the sentence; ``article=`` somewhere in the article
    conflict              a word of arms, soldiers or violence stands in the sentence or beside it
    argument              subject or object of a verb
    no_weapon             no weapon is named with it
    bare                  no article or other word that picks out (*the dead*, *sommige gewonden*), or a number
    active  passive_only  no passive; nothing but a passive
    negated               *niet* or the like stands with it
    has_subject  has_clause  reported  a subject; a clause hangs on it; its own clause hangs on another verb
    sided  listed  target a word before the noun tells a side; *among* the noun a subject is counted; it is what a subject is
    no_object  no_oblique  no_ccomp  has_xcomp  plural  counted  new  nominal  not_expletive

A name or pronoun passes for person, armed, group and place; a bare number for people.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from volgens.extract.clauses import antecedent, clause_of, is_relative, prepositions
from volgens.extract.word_classes import EVENT, NAMEABLE, NUMBER, Words
from volgens.model import Parsed, Token

SIDED = frozenset({"armed", "group"})
WEAPONS = frozenset({"weapon", "drone", "aircraft"})
VIOLENT = frozenset({"armed", "weapon"})
COUNTABLE = frozenset({"person", NUMBER})
ARGUMENTS = {"subject": "subjects", "object": "objects", "holder": "holders"}
NOMINAL_PLACES = ("nsubj", "obj", "obl", "nmod", "conj", "appos", "iobj", "dep", "parataxis")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a row might fire: the word, and those around it as its frame has them.

    ``violent`` tells whether arms or violence are in the sentence or beside it, ``is_event`` whether a noun is an event's.
    """

    parsed: Parsed
    words: Words
    anchor: Token
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    obliques: tuple[tuple[tuple[str, ...], Token], ...] = ()
    holders: tuple[Token, ...] = ()
    passive: bool = False
    violent: Callable[[Token], bool] = lambda _: False
    is_event: Callable[[Token], bool] = lambda _: False


def holds(conditions: Sequence[str], site: Site) -> bool:
    """Do all conditions hold?"""
    return all(_holds(c, site) for c in conditions)


def _holds(condition: str, site: Site) -> bool:
    name, _, cell = condition.partition("=")
    values = frozenset(cell.split("/")) if cell else frozenset()
    if name.startswith("not_") and values:
        return not _forbidden(name[4:], values, site)
    if values:
        return _present(name, values, site)
    return PLAIN[name](site)


def _forbidden(name: str, values: frozenset[str], site: Site) -> bool:
    """Is something there that should not be? A name or pronoun, which may be anything, does no harm."""
    if name in ARGUMENTS:
        tokens = getattr(site, ARGUMENTS[name])
        return any((site.words.of(site.parsed, t) - NAMEABLE if t.upos in ("PROPN", "PRON") else site.words.of(site.parsed, t)) & values
                   for t in tokens)  # fmt: skip
    return _present(name, values, site)


def _present(name: str, values: frozenset[str], site: Site) -> bool:
    if name in ARGUMENTS:
        tokens = getattr(site, ARGUMENTS[name])
        if not tokens:
            return name != "object"
        return any(fits_class(t, values, site) for t in tokens)
    if name == "of":
        return any(fits_class(t, values, site) for t in complements(site))
    if name == "modifier":
        return any(
            site.words.plain(t) & values
            for t in site.parsed.children(site.anchor, "amod", "compound", "nmod", "advmod")
        )
    if name == "prep":
        return any(values.intersection(p) for p, _ in site.obliques)
    if name == "case":
        return bool(values.intersection(prepositions(site.parsed, site.anchor)))
    if name == "predicate":
        head = site.parsed.tokens[site.anchor.head]
        return any(t.lemma in values for t in (head, *site.parsed.children(site.anchor, "cop", "aux")))
    if name == "under":
        above = site.parsed.head(site.anchor)
        return above is not None and bool(site.words.cue_codes(above) & values)
    if name == "near":
        return any(
            site.words.plain(t) & values for t in site.parsed.words(site.anchor.sentence) if t.i != site.anchor.i
        )
    if name == "article":
        return any(site.words.plain(t) & values for t in site.parsed.tokens if t.i != site.anchor.i)
    raise ValueError(f"unknown condition {name!r}")


def fits_class(token: Token, values: frozenset[str], site: Site) -> bool:
    if EVENT in values and site.is_event(token):
        return True
    found = site.words.of(site.parsed, token)
    if token.upos == "PRON" and is_relative(token):
        noun = antecedent(site.parsed, token)
        found = site.words.of(site.parsed, noun) if noun else NAMEABLE
    if found == frozenset({NUMBER}) and values & COUNTABLE:
        return True
    return bool(found & values)


def is_sided(site: Site) -> bool:
    """Does a word before the noun tell a side: *Russische handen*, *rebel control*?"""
    before = [t for t in site.parsed.children(site.anchor, "amod", "compound", "nmod") if t.i < site.anchor.i]
    return any(t.form[:1].isupper() or site.words.plain(t) & SIDED for t in before)


def complements(site: Site) -> list[Token]:
    """What hangs on a noun by the bare *of* or *van*, or as its possessor."""
    out = site.parsed.children(site.anchor, "nmod:poss")
    return out + [t for p, t in site.obliques if p and p[0] in site.words.use("genitive")]


def is_counted(parsed: Parsed, token: Token, words: Words) -> bool:
    """Does a number or a quantity stand with the noun?"""
    if any(
        c.rel == "nummod" or c.upos == "NUM" or c.form.lower() in words.use("many")
        for c in parsed.children(token, "nummod", "det", "amod", "nmod", "advmod")
    ):
        return True
    head = parsed.head(token)
    if (
        head is not None
        and token.rel in ("nmod", "obl", "appos")
        and (head.upos == "NUM" or any(k in words.use("container") for k in words.keys(head)[:2]))
    ):
        return True
    before = parsed.tokens[token.i - 1] if token.i else None
    return before is not None and before.sentence == token.sentence and before.upos == "NUM"


def _listed(parsed: Parsed, noun: Token) -> list[Token]:
    """Subjects of the clause of a noun: *among the dead were six children*."""
    head = parsed.head(noun)
    if head is not None and head.upos in ("NOUN", "PROPN", "NUM") and parsed.children(head, "cop"):
        return [head]  # *onder de doden zijn twee agenten*
    return [
        t for t in (*parsed.children(noun, "nsubj"), *(parsed.children(head, "nsubj") if head else [])) if t.i != noun.i
    ]


def is_definite(parsed: Parsed, token: Token) -> bool:
    """Is it *the*, *that*, *their*: something the reader knows already?"""
    for child in parsed.children(token, "det", "nmod:poss"):
        f = child.feats
        if child.rel == "nmod" or f.get("Definite") == "Def" or f.get("PronType") == "Dem" or f.get("Poss") == "Yes":
            return True
    return False


def is_nominal(parsed: Parsed, token: Token) -> bool:
    """Is an adjective used as a noun?"""
    if token.upos in ("NOUN", "PROPN") or parsed.children(token, "det") or token.rel in ("nsubj", "obj", "iobj"):
        return True
    return token.rel in NOMINAL_PLACES and (
        bool(parsed.children(token, "det", "nummod"))
        or token.feats.get("Number") == "Plur"
        or bool(prepositions(parsed, token))
    )


def is_negated(parsed: Parsed, token: Token, subjects: Sequence[Token], words: Words) -> bool:
    """Does a *not* stand with the verb or its subject?"""
    near = (*parsed.children(token), *subjects, *(t for s in subjects for t in parsed.children(s)))
    return any(t.form.lower() in words.use("negator") for t in near)


PLAIN: dict[str, Callable[[Site], bool]] = {
    "conflict": lambda s: s.violent(s.anchor),
    "argument": lambda s: s.anchor.rel in ("obj", "nsubj", "csubj"),
    "active": lambda s: not s.passive,
    "bare": lambda s: (
        not any(t.feats.get("PronType") != "Neg" for t in s.parsed.children(s.anchor, "det", "nmod:poss"))
        or is_counted(s.parsed, s.anchor, s.words)
    ),
    "no_weapon": lambda s: (
        not any(
            s.words.of(s.parsed, t) & WEAPONS
            for t in (*s.subjects, *(t for p, t in s.obliques if s.words.use("instrument").intersection(p)))
        )
    ),
    "no_object": lambda s: not s.objects,
    "no_oblique": lambda s: not any(t.upos in ("NOUN", "PROPN") and p for p, t in s.obliques),
    "no_ccomp": lambda s: not s.parsed.children(s.anchor, "ccomp"),
    "has_xcomp": lambda s: bool(s.parsed.children(s.anchor, "xcomp")),
    "has_clause": lambda s: bool(s.parsed.children(s.anchor, "xcomp", "ccomp", "advcl")),
    "reported": lambda s: clause_of(s.parsed, s.anchor).rel == "ccomp",
    "negated": lambda s: is_negated(s.parsed, s.anchor, s.subjects, s.words),
    "passive_only": lambda s: s.passive,
    "has_subject": lambda s: bool(s.subjects),
    "sided": is_sided,
    "listed": lambda s: (
        bool(s.words.use("among").intersection(prepositions(s.parsed, s.anchor))) and bool(_listed(s.parsed, s.anchor))
    ),
    "target": lambda s: bool(s.parsed.children(s.anchor, "cop") and s.parsed.children(s.anchor, "nsubj")),
    "plural": lambda s: s.anchor.feats.get("Number") == "Plur",
    "counted": lambda s: is_counted(s.parsed, s.anchor, s.words),
    "new": lambda s: not is_definite(s.parsed, s.anchor) or is_counted(s.parsed, s.anchor, s.words),
    "nominal": lambda s: is_nominal(s.parsed, s.anchor),
    "not_expletive": lambda s: not s.parsed.children(s.anchor, "expl"),
}
