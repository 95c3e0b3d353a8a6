"""Putting right what the reading model gets wrong and the order of the words tells.

Each repair is a fact of the language's word order that a tree must respect, not a preference of ours. It changes heads and
relations, never tokens.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from volgens.lexicon import load
from volgens.model import Parsed, Token
from volgens.parse.repair_english import (
    SUBJECTS,
    english_counted_taken_for_predicate,
    english_hyphenated_taken_for_subject,
    english_past_taken_for_participle,
    english_subject_behind_participle,
    english_tag_of_two_speakers,
    english_tag_taken_for_joined,
)

PREDICATIVE = ("VERB", "ADJ")
STRIPPED = "yes"
ADDRESSEE = "addressee"


def dutch_predicate_after_relative_clause(parsed: Parsed) -> list[Token]:
    """A participle between the comma that ends a relative clause and the verbs of the main clause belongs to those verbs.

    *soldaten die in Koersk vochten, gedood of gewond zijn geraakt*: not *vochten of gedood*.
    """
    changed = []
    for token in parsed.tokens:
        above = parsed.head(token)
        if token.upos not in PREDICATIVE or token.deprel != "conj" or above is None or above.deprel != "acl:relcl":
            continue
        before = parsed.tokens[token.i - 1]
        noun = parsed.head(above)
        verb = parsed.head(noun) if noun else None
        if before.form != "," or before.i <= above.i or verb is None or noun is None or noun.deprel not in SUBJECTS:
            continue
        last = parsed.subtree(token)[-1].i
        between = parsed.tokens[last + 1 : verb.i]
        if last < verb.i and all(t.upos == "AUX" for t in between):
            changed.append(replace(token, head=verb.i, deprel="xcomp"))
    return changed


def dutch_report_taken_for_noun(parsed: Parsed) -> list[Token]:
    """A sentence without a verb that begins with *dat*, a bare noun and a name has its verb in that noun.

    *Dat bericht Al Jazeera op gezag van het ministerie*: *bericht* is no noun. Its stem is its form.
    """
    changed = []
    for sentence in parsed.sentences:
        words, noun = parsed.words(sentence), parsed.root(sentence)
        if (
            len(words) < 4
            or noun is not words[1]
            or noun.upos != "NOUN"
            or any(t.upos in ("VERB", "AUX") for t in words)
        ):
            continue
        that, name = words[0], words[2]
        if that.feats.get("PronType") != "Dem" or that.head != noun.i or name.upos != "PROPN" or name.head != noun.i:
            continue
        lemma = noun.form.lower() + "en"
        changed += [
            replace(noun, upos="VERB", lemma=lemma, feats={"VerbForm": "Fin", "Mood": "Ind", "Number": "Sing"}),
            replace(that, upos="PRON", deprel="obj"),
            replace(name, deprel="nsubj"),
            *(replace(c, deprel="obl") for c in parsed.children(noun, "nmod") if c is not name),
        ]
    return changed


def dutch_that_taken_for_relative(parsed: Parsed) -> list[Token]:
    """*dat* is no relative pronoun of a plural or of a noun of common gender, but brings in what the verb before it governs.

    *zien op satellietbeelden dat de stad is omsingeld*, *zei in een verklaring dat er doden zijn*.
    """
    changed = []
    for token in parsed.tokens:
        clause = parsed.head(token)
        if (
            token.form.lower() not in _conjunctions(parsed.language)
            or token.upos != "PRON"
            or clause is None
            or clause.deprel != "acl:relcl"
        ):
            continue
        noun = parsed.head(clause)
        verb = parsed.head(noun) if noun is not None else None
        if (
            noun is None
            or verb is None
            or noun.upos != "NOUN"
            or noun.i != token.i - 1
            or verb.upos != "VERB"
            or verb.i > noun.i
        ):
            continue
        other = noun.feats.get("Number") == "Plur" or noun.feats.get("Gender") == "Com"
        if (
            other
            and noun.rel in ("obl", "obj")
            and len(parsed.children(clause, "nsubj", "nsubj:pass")) > (token.rel == "nsubj")
        ):
            changed += [
                replace(token, upos="SCONJ", deprel="mark", feats={}),
                replace(clause, head=verb.i, deprel="ccomp"),
            ]
    return changed


def dutch_it_taken_for_article(parsed: Parsed) -> list[Token]:
    """*het* before a plural is no article but the subject: *zegt dat het 23 soldaten heeft gedood*, *dat het doelen heeft aangevallen*."""
    changed = []
    for token in parsed.tokens[1:]:
        opening = parsed.tokens[token.i - 1]
        article = token.feats.get("PronType") == "Art" or token.rel == "det"
        if not article or token.form.lower() not in _pronouns(parsed.language):
            continue
        noun = (
            parsed.tokens[token.head] if token.rel == "det" else parsed.tokens[min(token.i + 1, len(parsed.tokens) - 1)]
        )
        verb = parsed.head(noun) if noun.i > token.i else None
        if opening.rel != "mark" or verb is None or verb.i != opening.head or not _is_plural(parsed, token, noun):
            continue
        others = [t for t in parsed.children(verb, *SUBJECTS) if t.i not in (noun.i, token.i)]
        if others or noun.deprel not in ("obj", *SUBJECTS):
            continue
        changed.append(
            replace(token, upos="PRON", head=verb.i, deprel="nsubj", feats={"Person": "3", "PronType": "Prs"})
        )
        if noun.deprel != "obj":
            changed.append(replace(noun, deprel="obj"))
    return changed


def _is_plural(parsed: Parsed, article: Token, noun: Token) -> bool:
    """Does a number stand before the noun, or is its form the lemma with the ending of a plural?"""
    if noun.feats.get("Number") == "Plur" or any(t.i > article.i for t in parsed.children(noun, "nummod")):
        return True
    lemma = noun.lemma.replace("_", "").lower()
    return noun.upos == "NOUN" and noun.form.lower() in (lemma + "en", lemma + "s")


def name_set_beside(parsed: Parsed) -> list[Token]:
    """A name between the comma after a noun with an article or owner and the next sign names that noun, where both stand after their verb.

    *said the director of the clinic, Nyakim Gatluak*; *according to the clinic's director, Nyakim Gatluak, the ...*: no second subject.
    """
    changed = []
    for token in parsed.tokens[2:]:
        comma, verb = parsed.tokens[token.i - 1], parsed.head(token)
        if token.upos != "PROPN" or comma.form != "," or verb is None or token.rel in ("flat", "conj", "vocative"):
            continue
        after = parsed.subtree(token)[-1].i + 1
        ends = after == len(parsed.tokens) or parsed.tokens[after].upos == "PUNCT"
        before = [t for t in parsed.children(verb) if verb.i < t.i < comma.i and t.upos == "NOUN"]
        noun = before[-1] if before else None
        if noun is None or not ends or parsed.children(token, "cc", "conj", "case", "acl"):
            continue
        known = parsed.children(noun, "det") or [c for c in parsed.children(noun) if c.deprel == "nmod:poss"]
        close = max(t.i for t in parsed.subtree(noun) if t.i < comma.i) == comma.i - 1
        if (
            known
            and close
            and (verb.upos == "VERB" or parsed.children(verb, "cop"))
            and noun.feats.get("Number") != "Plur"
        ):
            changed.append(replace(token, head=noun.i, deprel="appos"))
    return changed


def dutch_infinitive_within_infinitive(parsed: Parsed) -> list[Token]:
    """Of two infinitives side by side, each with its particle, the first is part of the second: *zegt er niets mee te maken te hebben*."""
    changed = []
    for first in parsed.tokens[:-2]:
        mark, second = parsed.tokens[first.i + 1], parsed.tokens[first.i + 2]
        both = all(t.upos == "VERB" and t.feats.get("VerbForm") == "Inf" and t.rel == "xcomp" for t in (first, second))
        if not both or first.head != second.head or (mark.upos, mark.rel) != ("ADP", "mark"):
            continue
        if any(t.rel == "mark" for t in parsed.children(second)) != (mark.head == second.i):
            continue
        changed += [replace(first, head=second.i), replace(mark, head=second.i)]
    return changed


def dutch_particle_before_mark(parsed: Parsed) -> list[Token]:
    """A preposition stands before its noun: with a colon or semicolon right behind it, it is a verb's particle. *Zij spreken dat tegen: ...*"""
    changed = []
    for token in parsed.tokens[:-1]:
        if token.upos != "ADP" or token.rel != "case" or parsed.tokens[token.i + 1].form not in (":", ";"):
            continue
        before = parsed.words(token.sentence)[: token.i - parsed.words(token.sentence)[0].i]
        verb = next((t for t in reversed(before) if t.upos == "VERB"), None)
        if verb is not None and token.head > token.i:
            changed.append(replace(token, head=verb.i, deprel="compound:prt"))
    return changed


def dutch_addressee_hung_on_speaker(parsed: Parsed) -> list[Token]:
    """Behind a verb of saying and its subject, *tegen* brings in who was told: *zeggen inwoners en een diplomaat tegen de krant*."""
    told, saying = _addressing(parsed.language)
    changed = []
    for token in parsed.tokens:
        speaker = parsed.head(token)
        if token.rel != "nmod" or speaker is None or speaker.i > token.i:
            continue
        if not any(c.form.lower() in told for c in parsed.children(token, "case")):
            continue
        while speaker is not None and speaker.rel == "conj":
            speaker = parsed.head(speaker)
        verb = parsed.head(speaker) if speaker is not None and speaker.deprel in SUBJECTS else None
        if verb is not None and speaker is not None and verb.i < speaker.i and verb.lemma in saying:
            changed.append(replace(token, head=verb.i, deprel="obl"))
    return changed


def subject_taken_for_that_of_the_tag(parsed: Parsed) -> list[Token]:
    """A verb behind what is said has one subject, beside it; a noun before the verb of what is said, which has none, is that one's.

    *A bomb in Ilora killed six people, the mayor said.*
    """
    changed = []
    for said in parsed.tokens:
        tag = parsed.head(said)
        if said.deprel != "ccomp" or tag is None or said.i > tag.i or parsed.children(said, *SUBJECTS):
            continue
        two = parsed.children(tag, "nsubj")
        if len(two) == 2 and two[0].i < said.i < two[1].i:
            changed.append(replace(two[0], head=said.i))
    return changed


def dutch_object_taken_for_subject(parsed: Parsed) -> list[Token]:
    """A finite verb right behind the comma or *en* that joins it to another shares its subject: what follows it in another number is its object.

    *De mannen drongen binnen, staken het bureau in brand en bevrijdden gevangenen.* An infinitive with *te* behind it takes that object:
    *en zegt twaalf soldaten te hebben gedood*.
    """
    changed = []
    for token in parsed.tokens:
        verb = parsed.head(token)
        if token.deprel != "nsubj" or token.upos != "NOUN" or verb is None or token.i < verb.i or verb.rel != "conj":
            continue
        before, first = parsed.tokens[verb.i - 1], parsed.tokens[verb.head]
        numbers = {t.feats.get("Number") for t in (verb, first)}
        if (
            verb.feats.get("VerbForm") == first.feats.get("VerbForm") == "Fin"
            and (before.form == "," or before.rel == "cc")
            and any(t.i < first.i for t in parsed.children(first, "nsubj"))
            and len(numbers) == 1
            and None not in (*numbers, token.feats.get("Number"))
            and token.feats.get("Number") not in numbers
            and not parsed.children(verb, "obj", "expl")
            and not parsed.children(token, "conj", "nmod")  # *kwamen een aantal mannen* agrees by sense
            and (numbers == {"Sing"} or not parsed.children(token, "nummod"))
        ):
            below = [c for c in parsed.children(verb, "ccomp", "xcomp") if c.i > token.i and parsed.children(c, "mark")]
            changed.append(replace(token, head=below[0].i if below else verb.i, deprel="obj"))
    return changed


def description_taken_for_second_subject(parsed: Parsed) -> list[Token]:
    """A clause has one subject: a noun between commas right after it says who that is.

    *One of them, a barber, said ...*.
    """
    changed = []
    for token in parsed.tokens:
        verb = parsed.head(token)
        if token.upos != "NOUN" or token.deprel not in SUBJECTS or verb is None or token.i > verb.i:
            continue
        first = next((c for c in parsed.children(verb, "nsubj") if c.i < token.i and c.deprel == token.deprel), None)
        if first is None:
            continue
        phrase = [t for t in parsed.subtree(token) if t.form != ","]
        before, after = parsed.tokens[phrase[0].i - 1], parsed.tokens[phrase[-1].i + 1]
        if before.form == "," == after.form and parsed.subtree(first)[-1].i in (before.i - 1, before.i, after.i):
            changed.append(replace(token, head=first.i, deprel="appos"))
    return changed


def name_taken_for_second_subject(parsed: Parsed) -> list[Token]:
    """A clause has one subject: a name right after a noun that is the subject is what the noun is called.

    *The monitor Airwars has recorded ...*, *State-run broadcaster MRTV reported ...*.
    """
    changed = []
    for token in parsed.tokens[1:]:
        before = parsed.tokens[token.i - 1]
        if (
            token.upos == "PROPN"
            and before.upos == "NOUN"
            and token.deprel in SUBJECTS
            and before.deprel == token.deprel
            and before.head == token.head
            and not parsed.children(token, "case", "det")
        ):
            changed.append(replace(token, head=before.i, deprel="appos"))
    return changed


@cache
def _conjunctions(language: str) -> frozenset[str]:
    """The words that bring in what is said and are no part of it: *dat*."""
    return frozenset(
        str(r.word) for r in load(language, only=("content_marks",)).rows("content_marks") if r.strip == STRIPPED
    )


@cache
def _pronouns(language: str) -> frozenset[str]:
    """The personal pronouns: *het* among them."""
    return frozenset(str(r.word) for r in load(language, only=("pronouns",)).rows("pronouns"))


@cache
def _addressing(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that bring in who is told something, and the lemmas of verbs of saying."""
    lexicon = load(language, only=("source_preps", "reporting"))
    told = (str(r.word) for r in lexicon.rows("source_preps") if r.role == ADDRESSEE)
    return frozenset(told), frozenset(str(r.lemma) for r in lexicon.rows("reporting"))


REPAIRS: dict[str, tuple[Callable[[Parsed], Sequence[Token]], ...]] = {
    "nl": (
        dutch_predicate_after_relative_clause,
        dutch_report_taken_for_noun,
        dutch_that_taken_for_relative,
        dutch_it_taken_for_article,
        name_taken_for_second_subject,
        description_taken_for_second_subject,
        name_set_beside,
        dutch_infinitive_within_infinitive,
        dutch_object_taken_for_subject,
        subject_taken_for_that_of_the_tag,
        dutch_particle_before_mark,
        dutch_addressee_hung_on_speaker,
    ),
    "en": (
        english_past_taken_for_participle,
        english_tag_of_two_speakers,
        english_tag_taken_for_joined,
        english_subject_behind_participle,
        english_counted_taken_for_predicate,
        english_hyphenated_taken_for_subject,
        name_taken_for_second_subject,
        description_taken_for_second_subject,
        name_set_beside,
        subject_taken_for_that_of_the_tag,
    ),
}


def repair(parsed: Parsed) -> Parsed:
    """The document with the repairs of its language made; itself where there is nothing to repair."""
    for rule in REPAIRS.get(parsed.language, ()):
        changed = {t.i: t for t in rule(parsed)}
        if changed:
            tokens = tuple(changed.get(t.i, t) for t in parsed.tokens)
            parsed = replace(parsed, tokens=tokens)
    return parsed
