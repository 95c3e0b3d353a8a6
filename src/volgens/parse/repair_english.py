"""Repairs of English alone; see ``repair``."""

from dataclasses import replace

from volgens.model import Parsed, Token


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
