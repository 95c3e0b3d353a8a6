"""A repair of what is counted; see ``repair``."""

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
