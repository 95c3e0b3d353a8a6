"""Repairs of English alone; see ``repair``."""

from dataclasses import replace

from volgens.model import Parsed, Token

SUBJECTS = ("nsubj", "nsubj:pass")
PARTICIPLES = ("Part", "Ger")


def english_past_taken_for_participle(parsed: Parsed) -> list[Token]:
    """Where a sentence has a noun for its root and no finite verb, the last participle below it that has an object is its verb.

    *Residents reached by telephone described bodies in the streets*: *described* is no participle.
    """
    changed = []
    for sentence in parsed.sentences:
        words, noun = parsed.words(sentence), parsed.root(sentence)
        if noun.upos not in ("NOUN", "PROPN") or words[-1].form != "." or parsed.children(noun, "cop", "nsubj"):
            continue
        below = [c for c in parsed.children(noun, "acl") if c.deprel == "acl" and c.i > noun.i]
        verb = below[-1] if below else noun
        told = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
        if not told or not parsed.children(verb, "obj", "ccomp") or parsed.children(verb, "aux", "obl:agent"):
            continue
        feats = {k: v for k, v in verb.feats.items() if k != "Voice"} | {"VerbForm": "Fin", "Mood": "Ind"}
        changed += [
            replace(verb, head=verb.i, deprel="root", feats=feats),
            replace(noun, head=verb.i, deprel="nsubj"),
            *(
                replace(c, head=verb.i)
                for c in parsed.children(noun)
                if c.i > verb.i and c.rel in ("punct", "obl", "advmod")
            ),
        ]
    return changed


def english_tag_of_two_speakers(parsed: Parsed) -> list[Token]:
    """A verb with a second subject behind it, which *and* joins to the subject of the next verb, has none there: the two are that verb's.

    *The jets bombed a village, a rebel group and residents said.*
    """
    changed = []
    for token in parsed.tokens:
        verb = parsed.head(token)
        if token.deprel not in SUBJECTS or verb is None or token.i < verb.i or verb.upos != "VERB":
            continue
        before = [c for c in parsed.children(verb, "nsubj") if c.i < verb.i]
        saying = next((c for c in parsed.children(verb, "conj") if c.i > token.i and c.upos == "VERB"), None)
        subject = next(iter(parsed.children(saying, "nsubj")), None) if saying is not None else None
        if not before or saying is None or subject is None or not token.i < subject.i < saying.i:
            continue
        joint = [c for c in parsed.children(saying, "cc") if token.i < c.i < subject.i]
        joint += [c for c in parsed.children(subject, "cc") if token.i < c.i < subject.i]
        first = parsed.subtree(token)[0]
        if not joint or not {first.form, parsed.tokens[first.i - 1].form} & {",", "”", '"'}:
            continue
        changed += [
            replace(token, head=saying.i, deprel="nsubj"),
            replace(subject, head=token.i, deprel="conj"),
            replace(joint[0], head=subject.i),
            replace(saying, deprel="parataxis"),
        ]
    return changed


def english_subject_behind_participle(parsed: Parsed) -> list[Token]:
    """A participle has no subject behind it: that is the next verb's, where it stands right before a finite one that has none.

    *Gunmen ambushed a convoy, torching forty lorries, two drivers told Reuters.*
    """
    changed = []
    for token in parsed.tokens:
        verb = parsed.head(token)
        if (
            token.deprel not in SUBJECTS
            or verb is None
            or token.i < verb.i
            or verb.feats.get("VerbForm") not in PARTICIPLES
        ):
            continue
        if parsed.children(verb, "aux", "cop"):
            continue
        last = parsed.subtree(token)[-1].i
        after = parsed.tokens[last + 1] if last + 1 < len(parsed.tokens) else None
        if after is None or after.sentence != token.sentence or after.upos != "VERB":
            continue
        said = [c for c in parsed.children(after, "ccomp") if c.i < token.i]
        others = parsed.children(after, *SUBJECTS)
        filed = [t for t in others if said and t.i < parsed.subtree(said[0])[0].i]  # BAMAKO, Oct 14 (Reuters) - ...
        if after.feats.get("VerbForm") == "Fin" and len(filed) == len(others):
            changed.append(replace(token, head=after.i, deprel="nsubj"))
            changed += [replace(t, deprel="parataxis") for t in filed]
    return changed


def english_counted_taken_for_predicate(parsed: Parsed) -> list[Token]:
    """An adjective right behind a number that has no noun is what is counted, and so the object: *reported 19 dead and 40 wounded*."""
    changed = []
    for token in parsed.tokens:
        verb = parsed.head(token)
        if token.upos != "ADJ" or token.deprel != "xcomp" or verb is None or verb.upos != "VERB":
            continue
        number = parsed.tokens[token.i - 1]
        if number.upos != "NUM" or number.i < verb.i:
            continue
        own = number.head == token.i and number.rel == "nummod" and not parsed.children(verb, "obj")
        beside = number.head == verb.i and number.rel == "obj" and not parsed.children(number)
        if own or beside:
            changed += [replace(token, deprel="obj"), replace(number, head=token.i, deprel="nummod")]
    return changed


def english_tag_taken_for_joined(parsed: Parsed) -> list[Token]:
    """A verb that ends its sentence, behind a comma and a subject of its own and with nothing that it governs, is a tag: what *and* joined
    stands before the comma. *Ten were killed overnight and into Thursday, medics and the ministry said.*
    """
    changed = []
    for verb in parsed.tokens:
        first, sentence = parsed.head(verb), parsed.sentences[verb.sentence]
        if verb.deprel != "conj" or verb.upos != "VERB" or first is None or not first.is_root:
            continue
        if any(t.upos != "PUNCT" for t in parsed.tokens[verb.i + 1 : sentence.last]):
            continue
        below = parsed.children(verb)
        subject = next((t for t in below if t.rel == "nsubj"), None)
        start = parsed.subtree(subject)[0].i if subject is not None else 0
        strays = [t for t in below if first.i < t.i < start and t.upos != "PUNCT" and t.rel not in ("cc", "aux")]
        if not strays or parsed.tokens[start - 1].form != "," or any(t.rel in ("obj", "xcomp", "ccomp") for t in below):
            continue
        joint = [t for t in below if t.rel == "cc" and first.i < t.i < start]
        other, *more = strays
        to = replace(other, head=joint[0].i - 1, deprel="conj") if joint else replace(other, head=first.i)
        changed += [replace(verb, deprel="parataxis"), to, *(replace(t, head=first.i) for t in more)]
        changed += [replace(t, head=other.i) for t in joint]
    return changed


def english_hyphenated_taken_for_subject(parsed: Parsed) -> list[Token]:
    """A name with a hyphen and a participle behind it describes the noun or name right after them: *Al Qaeda-linked JNIM attacked*."""
    changed = []
    for name in parsed.tokens:
        verb = parsed.head(name)
        if name.upos != "PROPN" or name.deprel not in ("nsubj", "nsubj:pass") or verb is None:
            continue
        linked = next(
            (t for t in parsed.children(name, "amod") if t.i > name.i and parsed.tokens[t.i - 1].form == "-"), None
        )
        others = [t for t in parsed.children(verb, "nsubj") if linked is not None and t.i > linked.i]
        if (
            linked is None
            or not others
            or next(t.i for t in parsed.subtree(others[0]) if t.upos != "PUNCT") != linked.i + 1
        ):
            continue
        changed += [replace(name, head=linked.i, deprel="compound"), replace(linked, head=others[0].i, deprel="amod")]
    return changed
