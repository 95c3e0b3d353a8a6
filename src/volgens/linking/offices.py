"""Sources without a name of their own (*the governor of Kherson*), known in two languages by their office and place (``shared/offices.tsv``)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from volgens.lexicon import languages, load
from volgens.lexicon.shared import shared
from volgens.linking.names import sounds
from volgens.model.names import fold

OFFICE, NOTHING = "office", "nothing"
ONE = "one"  # a governor, not the governor: says nothing of what
Words = frozenset[str]
Forms = dict[str, tuple[str, str]]  # for a word the office and the use of its row


@dataclass(frozen=True, slots=True)
class _Table:
    """The words of one language. ``endings``: last parts of words, the longest first."""

    forms: Forms
    endings: tuple[tuple[str, tuple[str, str]], ...]


@lru_cache(maxsize=100_000)  # as names are
def described(name: str, language: str | None) -> Words | None:
    """What a description says, the same in every language: *the governor of Kherson* and *de gouverneur van Cherson*. None for a name without an office,
    for one that says nothing but it (*the governor*: of what?), and in a language that cannot be read."""
    if language not in languages():
        return None
    table = _table(language)
    found = [row for word in name.replace("’", "'").lower().split() for row in _read(word.strip(",.()"), table)]
    offices = {key for key, use in found if use == OFFICE}
    rest = {key if use else _place(key, language) for key, use in found if use not in (OFFICE, NOTHING)}
    return frozenset({*(f"{OFFICE}:{o}" for o in offices), *rest}) if offices and rest - {ONE} else None


def _read(word: str, table: _Table) -> Iterator[tuple[str, str]]:
    """The offices that a word tells of; a word that the table lacks as it stands, with no use."""
    if word in table.forms:
        yield table.forms[word]
        return
    for ending, row in table.endings:
        if word.endswith(ending) and word != ending:
            yield row
            yield from _read(word.removesuffix(ending), table)
            return
    if word:
        yield word, ""


def _place(word: str, language: str) -> str:
    """A place, a country or its people by what is known of them; another word by how it sounds."""
    sound = sounds(fold(word), language)
    return _places().get(sound, sound)


@cache
def _table(language: str) -> _Table:
    forms: Forms = {}
    endings: Forms = {}
    for row in shared("offices"):
        for form in _list(row.cells.get(f"forms_{language}")):
            into = endings if form.startswith("-") else forms
            into[form.removeprefix("-").lower()] = (str(row.office), str(row.use))
    forms |= {form: row for form, row in endings.items() if form[0].isalpha()}  # an ending is a word too, *'s* is none
    return _Table(forms, tuple(sorted(endings.items(), key=lambda e: -len(e[0]))))


@cache
def _places() -> dict[str, str]:
    """By how a name sounds which place or country it is; what may be two is neither."""
    out: dict[str, set[str]] = {}
    for language in languages():
        lexicon = load(language, (), ("exonyms", "demonyms"))
        for row in lexicon.rows("exonyms"):
            out.setdefault(sounds(str(row.name), language), set()).add(str(row.geonames_id))
        for row in lexicon.rows("demonyms"):
            out.setdefault(sounds(str(row.word), language), set()).add(str(row.country))
        for row in shared("countries"):
            for name in _list(row.cells.get(f"names_{language}")):
                out.setdefault(sounds(name, language), set()).add(str(row.iso3))
    return {sound: some.pop() for sound, some in out.items() if len(some) == 1}


def _list(cell: object) -> Iterable[str]:
    return cell if isinstance(cell, tuple) else ()
