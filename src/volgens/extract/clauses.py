"""Who does what in a clause, read off the tree: subjects, objects, obliques, with those that a clause shares or leaves out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from volgens.lexicon.match import SEPARABLE
from volgens.model import Parsed, Token

CLAUSAL = ("ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis")
SUBORDINATE = ("ccomp", "advcl", "acl")
SUBJECTS = ("nsubj", "csubj")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "DET")


def is_clause(parsed: Parsed, token: Token) -> bool:
    """Is the token the head of a clause of its own?"""
    if token.is_root:
        return True
    if token.rel in CLAUSAL:
        return token.upos in ("VERB", "AUX") or has_subject(parsed, token)
    return token.rel == "conj" and (
        has_subject(parsed, token)
        or (token.upos == "VERB" and parsed.tokens[token.head].upos in ("VERB", "AUX", "ADJ"))
    )


def has_subject(parsed: Parsed, token: Token) -> bool:
    return bool(parsed.children(token, "nsubj", "cop", "csubj"))


def clause_of(parsed: Parsed, token: Token) -> Token:
    """The head of the innermost clause that the token stands in; the token itself where it heads one."""
    while not is_clause(parsed, token):
        token = parsed.tokens[token.head]
    return token


def prepositions(parsed: Parsed, token: Token) -> tuple[str, ...]:
    """The prepositions of a phrase, lower case, as written; one of several words comes joined (*in de richting van*) too."""
    out = []
    for case in parsed.children(token, "case"):
        fixed = parsed.children(case, "fixed")
        out.append(case.form.lower())
        if fixed:
            out.append(" ".join(t.form.lower() for t in (case, *fixed)))
    return tuple(out)


def is_reflexive(token: Token) -> bool:
    return token.feats.get("Reflex") == "Yes" or token.rel == "expl"


def is_relative(token: Token) -> bool:
    return token.feats.get("PronType") == "Rel"


def antecedent(parsed: Parsed, pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    token = clause_of(parsed, pronoun)
    while token.rel in ("conj", "xcomp", "ccomp", "advcl") and not token.is_root:
        token = parsed.tokens[token.head]
    return parsed.tokens[token.head] if token.rel == "acl" else None


def resolved(parsed: Parsed, tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens, with relative pronouns replaced by what they stand for."""
    out = []
    for t in tokens:
        noun = antecedent(parsed, t) if is_relative(t) else None
        if t.upos == "ADV":
            noun = next(iter(parsed.children(t, "nummod")), None)  # *er zijn er 94 neergehaald*: the number
        out.append(noun or t)
    return tuple(dict.fromkeys(out))


@dataclass(frozen=True, slots=True)
class Markers:
    """Little words that say who is who. ``be``: lemmas of the auxiliary with which a perfect may be a passive (*is gedood*), so that a
    transitive verb's subject is its object; ``by``: prepositions of a passive's agent; ``of``: those of a noun's object (*het trainen
    van*); ``control``: those after which the object of the verb above is the subject (*accused the army of shelling*); ``causative``:
    verbs whose object is the object of the infinitive (*liet hem arresteren*)."""

    be: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    control: frozenset[str] = frozenset()
    causative: frozenset[str] = frozenset()


NO_MARKERS = Markers()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a verb, in logical terms: a passive's subject is the object.

    ``obliques`` pairs prepositions with heads; ``by`` is the agent phrase of a passive.
    """

    verb: Token
    passive: bool
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    obliques: tuple[tuple[tuple[str, ...], Token], ...]
    by: tuple[Token, ...]


def is_passive(parsed: Parsed, verb: Token) -> bool:
    """A passive with its auxiliary or subject, or a participle that modifies a noun."""
    if parsed.children(verb, "nsubj:pass", "aux:pass", "csubj:pass"):
        # *a truce it declared in April*: a relative clause with no pronoun of its own, and nothing that makes a passive
        return verb.deprel != "acl:relcl" or bool(parsed.children(verb, "aux", "aux:pass")) or parsed.language != "en"
    if any(t.rel == "nsubj" or t.rel == "aux" for t in parsed.children(verb)):
        return False
    if verb.rel in ("amod", "acl", "xcomp", "advcl", "obl", "nsubj", "obj", "nmod") or (
        verb.is_root and verb.upos == "VERB"
    ):
        return is_past_participle(verb) and not parsed.children(verb, "obj")
    late = [t for t in parsed.children(verb, "obj") if t.i > verb.i]
    if verb.rel == "conj" and not late and not parsed.children(verb, "nsubj", "aux"):
        first = parsed.tokens[verb.head]
        return (
            is_past_participle(verb)
            and first.upos in ("VERB", "ADJ")
            and (is_passive(parsed, first) or (is_past_participle(first) and not parsed.children(verb, "obj")))
        )
    return False


def is_infinitive(verb: Token) -> bool:
    return verb.feats.get("VerbForm") == "Inf"


def is_infinitival(parsed: Parsed, verb: Token) -> bool:
    """An infinitive, or a participle with one (*te hebben geplunderd*)."""
    helping = parsed.children(verb, "aux", "aux:pass")
    return is_infinitive(verb) or (bool(helping) and all(is_infinitive(t) for t in helping))


def is_past_participle(verb: Token) -> bool:
    if verb.feats.get("VerbForm") != "Part":
        return False
    return verb.feats.get("Tense") != "Pres" and not verb.form.lower().endswith(
        ("end", "ende")
    )  # oprukkende: Dutch has no feature for it


def frame(parsed: Parsed, verb: Token, markers: Markers = NO_MARKERS, transitive: bool = True) -> Frame:
    """The frame of a verb; ``transitive`` says that the verb takes an object, so that a subject alone may be it."""
    passive = is_passive(parsed, verb)
    objects = tuple(t for t in parsed.children(verb, "obj") or parsed.children(verb, "iobj") if not is_reflexive(t))
    counted = _counted(parsed, verb) if transitive and not objects else ()
    if counted:
        return Frame(verb, True, (), counted, _obliques(parsed, verb), ())
    subjects = own_subjects(parsed, verb, markers)
    late = [t for t in subjects if t.i > verb.i]
    if len(subjects) > len(late) == 1 and not passive:
        # *the offensive has cost dozens their lives*: what stands behind the verb is not its subject too
        subjects = tuple(t for t in subjects if t not in late)
        objects = objects if _is_speaker(parsed, verb, late[0]) else (late[0], *objects)
    if not passive and _disagrees(parsed, verb, subjects, objects):
        subjects, objects = objects, subjects  # *Mijn buurman hebben ze meegenomen*
    reflexive = parsed.children(verb, "expl:pv", "expl")
    if objects and reflexive and is_infinitival(parsed, verb) and objects[-1].i < reflexive[0].i:
        subjects, objects = objects, ()  # *riep Israël op zich terug te trekken*
    obliques = _obliques(parsed, verb)
    if not objects and transitive:
        relative = tuple(t for t in subjects if is_relative(t))
        if relative and len(subjects) > 1 and not passive:
            # *die het land had veroverd*: of two subjects the pronoun is the object.
            objects, subjects = relative, tuple(t for t in subjects if t not in relative)
        elif not passive and verb.rel == "conj" and own(parsed, parsed.tokens[verb.head]) and _is_bare(parsed, verb):
            # *zij drongen binnen en staken twintig mensen dood*: the first verb's subject serves both
            passive = is_passive(parsed, parsed.tokens[verb.head])  # *four were killed and 22 hurt*
            objects, subjects = subjects, () if passive else shared_subjects(parsed, verb, markers)
        elif is_infinitive(verb):
            objects, subjects = _of_infinitive(parsed, verb, subjects, obliques, markers)
        elif not passive and markers.be and is_past_participle(verb):
            passive = any(a.lemma in markers.be for a in auxiliaries(parsed, verb))
    if not objects and transitive and not passive:
        objects = _charged(parsed, verb)
    agents: tuple[Token, ...] = ()
    if passive:
        agents = tuple(
            t for p, t in obliques if markers.by.intersection(p) or (t.deprel == "obl:agent" and not markers.by)
        )
        agents = agents or _fleeing(parsed, verb, markers)
        obliques = tuple((p, t) for p, t in obliques if t not in agents)
        objects, subjects = objects or subjects, agents
    return Frame(verb, passive, resolved(parsed, subjects), resolved(parsed, objects), obliques, agents)


def _is_speaker(parsed: Parsed, verb: Token, late: Token) -> bool:
    """*They bombed the village, residents said*: does a verb stand right behind the phrase, so that it is that one's subject?"""
    after = parsed.subtree(late)[-1].i + 1
    following = parsed.tokens[after] if after < len(parsed.tokens) else None
    joined = following is not None and following.upos in ("CCONJ", "VERB") and following.sentence == verb.sentence
    behind = [t for t in parsed.words(verb.sentence) if t.i >= after and t.upos == "VERB"]
    return joined and bool(behind) and (verb.head == behind[0].i or behind[0].rel in ("conj", "parataxis", "ccomp"))


def _charged(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The object that the parse hung on the infinitive below: *beschuldigt de RSF ervan een ziekenhuis te hebben geplunderd*."""
    for below in parsed.children(verb, "ccomp", "xcomp"):
        charged = [t for t in parsed.children(below, "iobj") if t.i < below.i]
        if charged and is_infinitival(parsed, below) and parsed.children(below, "obj"):
            return tuple(charged)
    return ()


def _fleeing(parsed: Parsed, verb: Token, markers: Markers) -> tuple[Token, ...]:
    """The agent of a passive with more said of it: *shot dead by soldiers fleeing the front*."""
    for below in parsed.children(verb, "advcl"):
        if any(t.form.lower() in markers.by for t in parsed.children(below, "mark", "case")):
            return tuple(t for t in own(parsed, below) if t.i < below.i)
    return ()


def _is_bare(parsed: Parsed, verb: Token) -> bool:
    """Is what the parse has for the subject of a second verb its object: right behind a verb that opens its clause (*en staken twintig
    mensen dood*), or the number before a participle of a passive (*and 22 hurt*)?"""
    subjects = own(parsed, verb)
    if not subjects or subjects[0].feats.get("Case") == "Nom":
        return False
    first = parsed.tokens[verb.head]
    if is_passive(parsed, first) or (first.rel in SUBORDINATE and subjects[0].i == verb.i - 1):
        return True  # *hoe zij binnendrongen en daar twintig mensen doodstaken*
    return subjects[0].i > verb.i and parsed.tokens[verb.i - 1].rel == "cc"


def _disagrees(parsed: Parsed, verb: Token, subjects: tuple[Token, ...], objects: tuple[Token, ...]) -> bool:
    """Does the number of the verb fit the object in the parse and not the subject? Where order tells who is who (English), it is not asked:
    *police killed* has a plural verb."""
    if parsed.language not in SEPARABLE:
        return False
    finite = next((t for t in (verb, *parsed.children(verb, "aux")) if t.feats.get("VerbForm") == "Fin"), None)
    number = finite.feats.get("Number") if finite else None
    if not number or len(subjects) != 1 or len(objects) != 1 or subjects[0].head != verb.i:
        return False
    subject, thing = subjects[0], objects[0]
    if parsed.children(subject, "conj") or parsed.children(thing, "conj") or subject.upos != "NOUN":
        return False
    return {subject.feats.get("Number"), number} == {"Sing", "Plur"} and thing.feats.get("Number", number) == number


def _counted(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """The number that a participle counts by itself: *six killed and 83 injured*."""
    if own(parsed, verb) or not (is_past_participle(verb) or verb.rel == "conj"):
        return ()
    return tuple(t for t in parsed.children(verb, "nummod") if t.upos == "NUM" and t.i < verb.i)[-1:]


def with_bare_object(parsed: Parsed, around: Frame, taken: Iterable[Token], times: Iterable[tuple[int, int]]) -> Frame:
    """The frame with an object where the parse hung it on the verb as something else: a noun without preposition that is no time (*trof
    het station*), or one behind the verb's particle (*took over the station*)."""
    if around.objects or around.passive:
        return around
    own, spans = {t.i for t in taken}, tuple(times)
    for t in parsed.children(around.verb, "obl"):
        cases = parsed.children(t, "case")
        means = _swallowed(parsed, t, cases)
        if means is not None:
            rest = tuple(o for o in around.obliques if o[1].i != t.i)
            return replace(around, objects=(t,), obliques=(*rest, (prepositions(parsed, t), means)))
        if t.upos not in ("NOUN", "PROPN", "NUM") or any(a <= t.start < b for a, b in spans):
            continue
        if not cases or (cases and all(c.i in own for c in cases)):
            return replace(around, objects=(t,), obliques=tuple(o for o in around.obliques if o[1].i != t.i))
    return around


def _swallowed(parsed: Parsed, noun: Token, cases: list[Token]) -> Token | None:
    """The bare noun between a preposition and the verb's object, where the parse has the two as one phrase (*met drones stellingen
    bestookt*): the phrase of the preposition is it alone."""
    if noun.upos != "NOUN" or len(cases) != 1 or parsed.children(noun, "det", "nmod:poss"):
        return None
    between = [t for t in parsed.children(noun, "nmod", "compound") if cases[0].i < t.i < noun.i]
    bare = [t for t in between if t.upos == "NOUN" and not parsed.children(t)]
    return (
        bare[0]
        if bare and bare[0].i == noun.i - 1 and noun.feats.get("Number") == "Plur" == bare[0].feats.get("Number")
        else None
    )


def _of_infinitive(
    parsed: Parsed,
    verb: Token,
    subjects: tuple[Token, ...],
    obliques: tuple[tuple[tuple[str, ...], Token], ...],
    markers: Markers,
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Object and subject of an infinitive that has no object in the parse."""
    if own(parsed, verb) and not parsed.children(verb, "aux"):
        # It has no subject of its own: what stands before it is its object.
        return subjects, shared_subjects(parsed, verb, markers)
    above = parsed.head(verb)
    if above is not None and verb.rel == "xcomp" and above.lemma in markers.causative:
        return tuple(parsed.children(above, "obj")), own_subjects(parsed, above, markers)
    if parsed.children(verb, "det", "case"):
        return tuple(t for p, t in obliques if markers.of.intersection(p))[:1], subjects
    return (), subjects


def auxiliaries(parsed: Parsed, verb: Token) -> list[Token]:
    """The auxiliaries of a verb, a first conjunct's where a later one has none."""
    found = parsed.children(verb, "aux", "cop")
    while not found and verb.rel == "conj" and not own(parsed, verb):
        verb = parsed.tokens[verb.head]
        found = parsed.children(verb, "aux", "cop")
    return found


def own(parsed: Parsed, verb: Token) -> list[Token]:
    return parsed.children(verb, *SUBJECTS)


def own_subjects(
    parsed: Parsed, verb: Token, markers: Markers = NO_MARKERS, seen: frozenset[int] = frozenset()
) -> tuple[Token, ...]:
    """The grammatical subject of a verb; of a verb that has none itself, the one it shares or that controls it."""
    found = [t for t in own(parsed, verb) if t.deprel != "nsubj:outer"]
    nouns = {t.i for t in found if t.upos != "NUM"}
    found = [t for t in found if not (t.upos == "NUM" and t.i + 1 in nouns)]
    if len(found) > 1 and found[-1].i < verb.i and not any(is_relative(t) for t in found):
        found = found[-1:]  # *six people died and scores were wounded*, where the parse gives the wounded both
    return tuple(found) if found else shared_subjects(parsed, verb, markers, seen)


def shared_subjects(
    parsed: Parsed, verb: Token, markers: Markers = NO_MARKERS, seen: frozenset[int] = frozenset()
) -> tuple[Token, ...]:
    """The subject that a verb shares with, or is given by, what it hangs on."""
    if verb.is_root or verb.i in seen:
        return ()
    seen |= {verb.i}
    above = parsed.tokens[verb.head]
    if verb.rel in ("amod", "acl") and verb.feats.get("VerbForm") in ("Part", "Ger"):
        if parsed.children(verb, "mark", "case"):
            # *its aim of wiping out*: whoever has the aim
            return tuple(parsed.children(above, "nmod:poss")) or own_subjects(
                parsed, clause_of(parsed, above), markers, seen
            )
        if verb.i > above.i and _after_comma(parsed, verb) and not is_past_participle(verb):
            return own_subjects(parsed, clause_of(parsed, above), markers, seen)  # *..., seizing mortars*: whoever acts
        return (above,)
    if verb.rel == "acl" and verb.feats.get("VerbForm") == "Fin" and above.i == verb.i - 1:
        return (above,)  # *six people died*, where the parse has the people's dying
    if verb.rel == "conj":
        numbers = [t for t in parsed.children(verb) if t.upos == "NUM" and t.i < verb.i and t.rel != "obj"]
        if numbers and is_past_participle(verb):
            return (numbers[0],)  # *two were killed and 13 wounded*
        return own_subjects(parsed, above, markers, seen)
    if verb.rel in ("ccomp", "xcomp") and is_infinitival(parsed, verb):
        charged = parsed.children(verb, "iobj")
        if charged and parsed.children(verb, "obj"):
            return tuple(charged)  # *beschuldigt de RSF ervan een ziekenhuis te hebben geplunderd*
    if verb.rel == "parataxis" and _follows_on(parsed, verb):
        return own_subjects(parsed, above, markers, seen)
    if verb.rel == "xcomp":
        objects = parsed.children(above, "obj", "iobj")
        if objects and above.upos == "VERB":
            return tuple(objects)
        return own_subjects(parsed, above, markers, seen)
    if verb.rel == "advcl":
        marks = _marks(parsed, verb)
        if above.lemma in markers.control and is_infinitival(parsed, verb) and _receivers(parsed, above):
            return _receivers(parsed, above)  # *gave the militia a day to withdraw*
        acts = [c for c in parsed.children(above, "advcl") if c.i < verb.i and _marks(parsed, c) & markers.control]
        if acts and not marks:
            return own_subjects(parsed, acts[-1], markers, seen)  # *accused Chad of bombing a convoy, killing dozens*
        if marks & markers.control and parsed.children(above, "obj", "nsubj:pass"):
            return tuple(parsed.children(above, "obj") or parsed.children(above, "nsubj:pass"))
        if parsed.children(above, "nsubj:pass"):
            having = not marks and parsed.children(verb, "aux")  # *having received a warning, they were told to go*
            return tuple(parsed.children(above, "nsubj:pass" if having else "obl:agent"))
        return own_subjects(parsed, above, markers, seen)
    if verb.rel == "ccomp" and is_infinitival(parsed, verb):
        return own_subjects(parsed, above, markers, seen)
    if verb.rel == "ccomp":
        # *Gunmen stormed a mosque, officials said*, where the parse has both for the subject of saying
        before, after = [t for t in own(parsed, above) if t.i < verb.i], [t for t in own(parsed, above) if t.i > verb.i]
        if _is_gerund(parsed, verb) and above.i < verb.i:
            return own_subjects(parsed, above, markers, seen)  # *denied having fired on the crowd*
        # *A monastery was destroyed, he said*, where the parse has it for the object of saying
        before = before or [t for t in parsed.children(above, "obj") if t.i < verb.i]
        return tuple(before[-1:]) if after else ()
    if verb.rel == "acl" and above.rel == "obj" and is_infinitival(parsed, verb):
        return tuple(
            parsed.children(parsed.tokens[above.head], "iobj")
        )  # *gaf het leger opdracht de stad te heroveren*
    if verb.rel in ("obl", "nmod", "obj") and is_infinitive(verb):
        return own_subjects(parsed, clause_of(parsed, above), markers, seen)  # *bezig met het trainen van*
    return ()


def _marks(parsed: Parsed, verb: Token) -> set[str]:
    return {t.form.lower() for t in parsed.children(verb, "mark", "case")}


def _receivers(parsed: Parsed, giver: Token) -> tuple[Token, ...]:
    """To whom something is given: the indirect object, or an object that is a name, where the parse has the time given elsewhere."""
    names = tuple(t for t in parsed.children(giver, "obj") if t.upos in ("PROPN", "PRON"))
    return tuple(parsed.children(giver, "iobj")) or names


def _after_comma(parsed: Parsed, token: Token) -> bool:
    """Does a comma stand before it, but for a mark of quotation?"""
    before = [t for t in parsed.tokens[max(0, token.i - 2) : token.i] if t.form not in ('"', "“", "”", "'", "‘")]
    return bool(before) and before[-1].form == ","


def _is_gerund(parsed: Parsed, verb: Token) -> bool:
    """A clause with no finite verb and no word that opens it."""
    if verb.feats.get("VerbForm") not in ("Ger", "Part") or parsed.children(verb, "mark"):
        return False
    return not any(t.feats.get("VerbForm") == "Fin" for t in parsed.children(verb, "aux", "aux:pass"))


def _follows_on(parsed: Parsed, verb: Token) -> bool:
    """*Troops came, retook the town and left*: one of several verbs in a row, which the parse set loose."""
    before = parsed.tokens[verb.i - 1]
    return (
        verb.head < verb.i
        and verb.feats.get("VerbForm") == "Fin"
        and before.form == ","
        and bool(parsed.children(verb, "obj", "obl"))
    )


def _obliques(parsed: Parsed, verb: Token) -> tuple[tuple[tuple[str, ...], Token], ...]:
    out = []
    for t in parsed.children(verb, "obl", "nmod", "advmod", "xcomp", "iobj"):
        preps = prepositions(parsed, t)
        if preps:
            noun = antecedent(parsed, t) if is_relative(t) else None
            out.append((preps, noun or t))
    return tuple(out)
