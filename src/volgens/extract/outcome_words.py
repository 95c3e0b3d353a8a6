"""Words that say what befell people and things, and the role in which they say it.

The words are in the tables ``outcomes`` (verbs) and ``outcome_states`` (adjectives).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from volgens.extract.counting import Counted, Nouns
from volgens.lexicon import Lexicon, Match, Row
from volgens.lexicon.match import fits
from volgens.model import Parsed, Token

CASUALTIES = frozenset({"killed", "injured", "killed_or_injured"})
HARMED = CASUALTIES | {"captured", "missing", "abducted", "detained", "executed"}
SUBJECT, OBJECT, OBLIQUE = "subject", "object", "oblique"
STATE_RELATIONS = ("xcomp", "compound:prt", "advcl", "advmod", "obl", "amod", "ccomp", "obj", "nmod", "dep")
# Areas never do anything themselves: their role in the clause is open.
AREAS = frozenset({"km2", "km", "percent", "settlement"})
LIFELESS = frozenset(
    {
        "km2",
        "km",
        "percent",
        "settlement",
        "drone",
        "missile",
        "vehicle",
        "vessel",
        "aircraft",
        "building",
        "EUR",
        "USD",
    }
)
KINDS = frozenset({"soldier", "settlement", "vessel", "mariner", "civilian", "suspect", "transport", "weight"})
# Clauses that say more than an adjective at the noun: six wounded men were freed.
FIRMER = HARMED | {"released", "rescued", "displaced", "deployed"}


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome, the words that say it, the rows that fired, and whether it is denied (``negative``). ``rule`` names how it was found,
    ``units`` are those that the row of a verb is for."""

    outcome: str
    tokens: tuple[Token, ...]
    rows: tuple[str, ...]
    rule: str
    negative: bool = False
    units: tuple[str, ...] = ()


class OutcomeWords:
    """The verbs and states of one language that carry an outcome."""

    def __init__(self, lexicon: Lexicon):
        self._verbs = lexicon.lemmas("outcomes")
        self.states = Nouns(lexicon, "outcome_states")
        negations = [row.words("phrase") for row in lexicon.rows("negation") if row.scope == "clause"]
        self._negations = {words[0] for words in negations if len(words) == 1}
        self._no_cues = lexicon.phrases("not_a_cue")
        self._phrases: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for row in lexicon.rows("outcome_phrases"):
            words = row.words("phrase")
            self._phrases.setdefault(words[0], []).append((words, row))
        self._split: dict[tuple[str, str], list[Row]] = {}
        for row in lexicon.rows("outcomes"):
            if row.particle and not row.words("with"):
                for form in lexicon.inflector.verb(str(row.lemma)):
                    self._split.setdefault((str(row.particle), form), []).append(row)

    def state(self, token: Token, rule: str) -> Finding | None:
        """The outcome that an adjective or participle says by itself."""
        row = self.states.find(token)
        return Finding(str(row.outcome), (token,), (row.where,), rule) if row and row.outcome != "none" else None

    def role(self, parsed: Parsed, cur: Token, verb: Token, own: Collection[int] = ()) -> str:
        """What a dependent is to its verb: subject, object (also of a passive) or oblique. ``own`` are tokens of the same phrase."""
        if cur.deprel == "nsubj:pass" or (cur.rel == "nsubj" and self.passive(parsed, verb)):
            return OBJECT
        if cur.rel == "nsubj" and any(t.i < cur.i and t.i not in own for t in parsed.children(verb, "nsubj")):
            return OBJECT  # a second subject is an object that the parser took for one
        if cur.rel == "nsubj":
            return SUBJECT
        joined_noun = cur.rel == "conj" and cur.upos in ("NOUN", "PROPN") and verb.upos == "VERB"
        if joined_noun and any(verb.i < t.i < cur.i for t in parsed.children(verb, "obj")):
            return OBJECT  # released eight soldiers and two policemen, joined to the verb
        cases = [t for t in parsed.children(cur, "case") if t.i not in own]
        bare = cur.rel == "obl" and not cases  # kostte zestien mensen het leven
        return OBJECT if bare or cur.rel in ("obj", "iobj", "xcomp", "ccomp", "advcl", "nummod", "advmod") else OBLIQUE

    def own_role(self, parsed: Parsed, verb: Token) -> str:
        """What a shared subject is to a verb that has none of its own."""
        return OBJECT if self.passive(parsed, verb) else SUBJECT

    def passive(self, parsed: Parsed, verb: Token) -> bool:
        """Is the verb passive?"""
        return bool(parsed.children(verb, "aux:pass", "nsubj:pass")) or verb.feats.get("Voice") == "Pass"

    def verb(
        self, parsed: Parsed, verb: Token, role: str, prep: str, traits: frozenset[str], rule: str
    ) -> Finding | None:
        """The row of a verb that fits the role and what is counted; rows for exactly these things before rows for all."""
        if verb.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        fitting: list[tuple[int, Match]] = []
        for n, m in enumerate(self.matches(parsed, verb)):
            units = set(m.row.units)
            if units and traits and units.isdisjoint(traits):
                continue
            if not units and traits & LIFELESS and m.row.outcome in HARMED:
                continue
            if not (m.row.role in (role, "either") or (role == OBLIQUE and prep in m.row.prep)):
                continue
            if role == OBLIQUE and prep not in m.row.prep:
                continue
            unsure = 1 if units and not traits and "person" not in units else 0
            kinds = 0 if (units & KINDS & traits and len(units) < 3) or m.row.words("with") else 1
            fitting.append((unsure * 1000 + kinds * 100 + n, m))
        if not fitting:
            return None
        best = min(fitting, key=lambda x: x[0])[1]
        return Finding(str(best.row.outcome), best.tokens, (best.row.where,), rule, units=best.row.units)

    def matches(self, parsed: Parsed, verb: Token) -> list[Match]:
        """Rows of a verb. A particle that closes the clause counts wherever the tree hangs it: *er kwamen twee agenten om*."""
        words = parsed.words(verb.sentence)
        base, form = verb.lemma.rpartition("_")[2].lower(), verb.form.lower()
        for t in words[verb.i - words[0].i + 1 :]:
            particle = t.form.lower() if t.upos in ("ADP", "ADV", "ADJ") else ""
            rows = self._split.get((particle, base)) or self._split.get((particle, form)) or ()
            after = parsed.tokens[t.i + 1] if t.i < words[-1].i else None
            last = after is None or after.upos in ("PUNCT", "CCONJ", "SCONJ") or after.deprel == "case"
            if rows and t.deprel == "compound:prt" and verb.i < t.head < t.i:
                continue  # staken de hutten in brand en schoten vier herders dood
            if rows and last and all(c.upos == "PUNCT" for c in parsed.children(t)):
                return [Match(row, (verb, t), verb) for row in rows]
        return self._verbs.find(parsed, verb)

    def verb_loosely(
        self,
        parsed: Parsed,
        verb: Token,
        role: str,
        prep: str,
        traits: frozenset[str],
        rule: str,
        cur: Token | None = None,
    ) -> Finding | None:
        """The row of a verb, where need be in another role.

        The subject of a verb that needs an object and has none is its object (*zijn gedood*), and the object of one that has
        no subject its subject (*en sneuvelden 70 man*); an area is never the one who acts. Where ``cur``, those counted, stand behind the
        verb and all its objects before it, the tree may have them the wrong way round (*een granaat verwondde acht bezoekers*).
        """
        found = self.verb(parsed, verb, role, prep, traits, rule)
        if found or role == OBLIQUE:
            return found
        objects = parsed.children(verb, "obj")
        swapped = objects and all(t.i < verb.i < cur.i for t in objects) if cur is not None else False
        if role == SUBJECT and (traits & AREAS or not objects or swapped):
            return self.verb(parsed, verb, OBJECT, prep, traits, rule)
        bare = role == OBJECT and not parsed.children(verb, "nsubj", "aux:pass")
        return self.verb(parsed, verb, SUBJECT, prep, traits, rule) if bare or traits & AREAS else None

    def state_at(self, parsed: Parsed, verb: Token, role: str, cur: Token) -> Finding | None:
        """A state that the verb ascribes: *raakten gewond*, *left 90 dead*, *are missing*."""
        if role == OBLIQUE:
            return None
        objects = [t for t in parsed.children(verb, "obj") if self.states.find(t) is None]
        if role == SUBJECT and objects:
            return None
        if cur.rel == "nsubj" and (verb.upos == "ADJ" or (verb.upos == "VERB" and self.states.has(verb.form))):
            state = self.state(verb, "clause")
            if state:
                return state
        for t in parsed.children(verb, *STATE_RELATIONS):
            if t is cur or t.upos not in ("ADJ", "VERB", "ADV", "NOUN", "ADP"):
                continue
            if t.rel == "advcl" and any(c.upos == "PRON" for c in parsed.children(t, "obl")):
                continue  # waar een miljoen mensen wonen, onder wie veel ontheemden
            found = self.state(t, "clause")
            if found and not any(c.rel == "nsubj" for c in parsed.children(t)):
                for other in parsed.children(t, "conj"):
                    more = self.state(other, "clause")
                    found = joined(found, more, "conj") if more else found
                return replace(found, tokens=(verb, *found.tokens))
        return None

    def phrase(self, parsed: Parsed, above: Token, counted: Counted, rule: str) -> Finding | None:
        """A phrase below ``above``, in its clause, that says it: *zitten achter de tralies*, *are without power*. The longest wins."""
        inside = {t.i for t in counted.group}
        clause = parsed.subtree(above, without=("acl", "advcl", "ccomp", "parataxis", "conj", "nsubj"))
        clause += parsed.subtree(counted.head, without=("acl", "conj", "appos")) if counted.head is not None else []
        here = [t for t in clause if t.i not in inside and t.sentence == above.sentence]
        first = parsed.words(above.sentence)[0].i
        found: list[tuple[int, Row, tuple[Token, ...]]] = []
        for t in here:
            for words, row in self._phrases.get(t.form.lower(), ()):
                units = set(row.units)
                if units and counted.traits and units.isdisjoint(counted.traits):
                    continue
                run = parsed.words(t.sentence)[t.i - first : t.i - first + len(words)]
                if len(run) == len(words) and all(fits(w, u) for w, u in zip(words, run, strict=True)):
                    found.append((len(words), row, tuple(run)))
        if not found:
            return None
        _, row, run = max(found, key=lambda x: x[0])
        return Finding(str(row.outcome), (above, *run), (row.where,), rule)

    def negated(self, parsed: Parsed, verb: Token, counted: Counted, found: Finding | None = None) -> bool:
        """Is the clause denied? A negation inside the number's own words (not more than) or those of the row (did not survive) is none."""
        inside = {t.i for t in (*counted.group, *(found.tokens if found else ()))}
        words = parsed.words(verb.sentence)
        for t in parsed.children(verb, "advmod", "neg"):
            if t.i not in inside and (t.form.lower() in self._negations or t.feats.get("Polarity") == "Neg"):
                return self._no_cues.at(words, t.i - words[0].i) is None  # not only
        return False


def both(one: str, other: str) -> str:
    """Two outcomes of the same people: killed and injured become one, otherwise the first stands."""
    return "killed_or_injured" if one != other and {one, other} <= CASUALTIES else one


def joined(found: Finding, more: Finding, rel: str) -> Finding:
    """The outcome of a verb and of one joined to it (``rel`` conj) or below it."""
    if rel == "conj" and {found.outcome, more.outcome} <= CASUALTIES and found.outcome != more.outcome:
        return replace(
            found, outcome="killed_or_injured", tokens=(*found.tokens, *more.tokens), rows=(*found.rows, *more.rows)
        )
    if found.outcome not in HARMED and more.outcome in HARMED:
        return more
    return found
