"""Does every row do what its example says? And which rows fire on a sentence?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from volgens.lexicon.lexicon import Lexicon, load
from volgens.lexicon.match import LemmaIndex, Match, NounIndex, PhraseIndex, noun_keys, phrase_in
from volgens.lexicon.table import Row, schemas
from volgens.model import LexiconError, Parsed

Parse = Callable[[Sequence[tuple[str, str]]], list[Parsed]]
RowTest = Callable[[Row, Parsed, Lexicon], bool]
BATCH = 512  # examples parsed at a time


@dataclass(frozen=True, slots=True)
class Fired:
    """A row that fires on a sentence, and the words it fires on."""

    row: Row
    words: tuple[str, ...]


def check(
    language: str, parse: Parse, folders: Sequence[Path] = (), tests: Mapping[str, RowTest] | None = None
) -> Iterator[LexiconError]:
    """What is wrong with the rows of a language: LEX014 where a row does not fire on its example, LEX010 where a value names no row.

    ``tests`` are for tables whose rows do their work in rules of their own: does the row fire on the parse, with that lexicon?
    Errors of the files themselves (LEX001-9) are raised by ``load``.
    """
    lexicon = load(language, tuple(folders))
    types = {row.type for row in lexicon.rows("event_types")}
    rows = [row for name, schema in schemas().items() if schema.scope == "language" for row in lexicon.rows(name)]
    for row in rows:
        wanted = row.cells.get("event_type")
        if wanted and wanted not in types:
            yield LexiconError("LEX010", f"no event type {wanted!r}", row.where, "see shared/event_types.tsv")
    for k in range(0, len(rows), BATCH):
        some = rows[k : k + BATCH]
        for row, parsed in zip(some, parse([(row.example, language) for row in some]), strict=True):
            test = (tests or {}).get(row.table)
            if not (test or fires)(row, parsed, lexicon):
                schema = schemas()[row.table]
                key = " ".join(str(row.cells[c]) for c in schema.key if isinstance(row.cells[c], str))
                yield LexiconError(
                    "LEX014",
                    f'the example does not contain "{key}" as the row needs it',
                    row.where,
                    "mend the example or the row",
                )


def fires(row: Row, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Does this one row fire on the parse? Rows before it in its table do not count; forms that the lexicon inflects do.

    A row of a table that only rules look into fires where one of its words stands in the text.
    """
    kind = schemas()[row.table].match
    if kind == "lemma":
        index = LemmaIndex([row], lexicon.inflector)
        return any(index.find(parsed, t) for t in parsed.tokens)
    if kind == "noun":
        nouns = NounIndex([row], lexicon.inflector)
        return any(nouns.find(t, parsed) for t in parsed.tokens)
    if kind == "phrase":
        words = row.words("phrase" if "phrase" in row.cells else "name")
        return phrase_in(words, parsed.tokens) is not None or (len(words) == 1 and _stands(words[0], parsed, lexicon))
    # a rule of its own may look inside words, as for spellings and suffixes
    return any(_stands(word, parsed, lexicon) or word.lower() in parsed.text.lower() for word in _keys(row))


def _keys(row: Row) -> tuple[str, ...]:
    """The words of a row's key, and the forms that it lists."""
    key, forms = row.cells[schemas()[row.table].key[0]], row.cells.get("forms")
    return (*(key if isinstance(key, tuple) else (str(key),)), *(forms if isinstance(forms, tuple) else ()))


def _stands(word: str, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Does the word stand in the text, in any of its forms?"""
    word, forms = word.lower(), lexicon.inflector
    wanted = forms.noun(word) | forms.verb(word) | forms.adjective(word)
    return any(wanted.intersection((t.form.lower(), *noun_keys(t))) for t in parsed.tokens)


def fired(lexicon: Lexicon, parsed: Parsed) -> list[Fired]:
    """All rows that fire, in the order of the words."""
    out: list[tuple[int, Fired]] = []
    for name, schema in schemas().items():
        if not lexicon.rows(name) or schema.match == "none":
            continue
        for m in _matches(lexicon, name, schema.match, parsed):
            out.append((m.tokens[0].i, Fired(m.row, tuple(t.form for t in m.tokens))))
    return [f for _, f in sorted(out, key=lambda x: (x[0], x[1].row.where))]


def _matches(lexicon: Lexicon, table: str, kind: str, parsed: Parsed) -> Iterator[Match]:
    if kind == "phrase":
        index: PhraseIndex = lexicon.phrases(table)
        for s in parsed.sentences:
            yield from index.all(parsed.words(s))
    elif kind == "lemma":
        for t in parsed.tokens:
            yield from lexicon.lemmas(table).find(parsed, t)
    else:
        for t in parsed.tokens:
            if t.upos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "PRON"):
                yield from lexicon.nouns(table).find(t, parsed)
