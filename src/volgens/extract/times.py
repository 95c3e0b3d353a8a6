"""Expressions of time: which words, and what they say. Which day that is, is for ``resolve.dates``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from volgens.extract.entries import heads
from volgens.extract.time_grammar import Hit, grammar
from volgens.extract.time_lexer import Lexeme, Vocabulary, lexemes, vocabulary
from volgens.extract.time_mention import SET, TimeMention
from volgens.extract.time_tense import governing_verb, tense_of
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Sentence

LEADS = "time_leads"
APPROXIMATE, ARTICLE, POSSESSIVE = frozenset({"approx"}), frozenset({"article"}), frozenset({"possessive"})
ANY_LEAD = "lead"
ENTRY = "entry"  # relation of an hour at the head of a live blog's entry
TABLES = ("time_words", "time_patterns", "time_leads")  # whose rows ``row_fires`` tests
BESIDE = ("time_tenses", "number_words", "reporting")
NO_TIME = "none"


@dataclass(frozen=True, slots=True)
class _Left:
    """What stands before the words of a pattern: where the expression starts then, and the relation that a word before it gives."""

    first: int
    after_lead: int
    relations: frozenset[str]
    lead: Row | None
    rows: tuple[str, ...]


def find(parsed: Parsed, lexicon: Lexicon) -> tuple[TimeMention, ...]:
    """The expressions of time in the article, in text order; they do not overlap."""
    return tuple(m for m in every(parsed, lexicon) if m.kind != NO_TIME)


def every(parsed: Parsed, lexicon: Lexicon) -> Iterator[TimeMention]:
    """As ``find``, with the stretches that a pattern of kind none keeps from being read as a time."""
    for sentence in parsed.sentences:
        yield from _in_sentence(parsed, sentence, lexicon)


def row_fires(row: Row, parsed: Parsed, lexicon: Lexicon) -> bool:
    """Does a row of the time tables fire on a text? One that keeps others away leaves no trace but what is found without it."""
    found = list(every(parsed, lexicon))
    if any(row.where in m.rows for m in found):
        return True
    tables = {table: lexicon.rows(table) for table in (*TABLES, *BESIDE)}
    tables[row.table] = tuple(r for r in tables[row.table] if r.where != row.where)
    return found != list(every(parsed, Lexicon(lexicon.language, tables)))


def _in_sentence(parsed: Parsed, sentence: Sentence, lexicon: Lexicon) -> Iterator[TimeMention]:
    words, known, patterns = lexemes(parsed.text, sentence.start, sentence.end), vocabulary(lexicon), grammar(lexicon)
    k = floor = 0
    while k < len(words):
        for hit in patterns.hits(words, k, known):
            left = _left(words, hit, floor, known, lexicon)
            context = _context(parsed, words, hit, left, lexicon)
            if context is not None:
                mention, k = _mention(parsed, sentence, words, hit, left, context, lexicon)
                yield mention
                floor = k
                break
        else:
            k += 1


def _mention(
    parsed: Parsed,
    sentence: Sentence,
    words: Sequence[Lexeme],
    hit: Hit,
    left: _Left,
    context: tuple[str, ...],
    lexicon: Lexicon,
) -> tuple[TimeMention, int]:
    last, owner = hit.last, None
    if last + 1 < len(words) and words[last].glued:
        owner = vocabulary(lexicon).ending_at(words, last + 1, POSSESSIVE)
        last += owner[0] if owner is not None and owner[0] == 2 else 0
    first = left.first if left.lead is None or _kept(left, hit) else left.after_lead
    start, end = words[first].start, words[last - 1].end
    mention = TimeMention(
        start,
        end,
        parsed.text[start:end],
        str(hit.pattern.row.kind),
        hit.moment,
        hit.to,
        hit.pattern.row.relation or (left.lead.relation if left.lead is not None else None),
        _tense(parsed, words[hit.first], lexicon),
        sentence.i,
        sentence.paragraph,
        str(hit.pattern.row.name),
        hit.rows + left.rows + context + ((owner[1].where,) if owner is not None else ()),
        _said(parsed, words[hit.first], lexicon),
    )
    return mention, last


def _said(parsed: Parsed, word: Lexeme, lexicon: Lexicon) -> bool:
    """Is the verb that a time hangs on one of saying?"""
    token = parsed.token_at(word.start)
    verb = governing_verb(parsed, token) if token is not None else None
    if token is None or verb is None or not lexicon.lemmas("reporting").find(parsed, verb):
        return False
    between = takewhile(lambda t: t.i != verb.i, (token, *parsed.ancestors(token)))
    return not any(t.rel in ("obj", "nsubj") for t in between)  # *residents describe the morning of 27 May*


def _tense(parsed: Parsed, word: Lexeme, lexicon: Lexicon) -> str:
    token = parsed.token_at(word.start)
    return tense_of(parsed, lexicon, token) if token is not None else ""


def _kept(left: _Left, hit: Hit) -> bool:
    """Does the expression begin with the word before the pattern? *al dagen*, *al vier jaar*, but *al* (bijna drie jaar)."""
    assert left.lead is not None
    return bool(left.lead.keep == "yes" or (left.lead.keep == "bare" and left.after_lead == hit.first))


def _left(words: Sequence[Lexeme], hit: Hit, floor: int, known: Vocabulary, lexicon: Lexicon) -> _Left:
    """Looks back from a hit over ``nearly``, an article and the word that relates the time to what happens."""
    first, rows = hit.first, list[str]()
    relations: set[str] = set()
    counted = hit.moment.count is not None or hit.moment.vague or hit.pattern.row.kind == SET
    for kinds in (APPROXIMATE, ARTICLE) if counted else (ARTICLE,):
        found = known.ending_at(words, first - 1, kinds) if first > floor else None
        if found and first - found[0] >= floor:
            relations |= kinds
            first -= found[0]
            rows.append(found[1].where)
    after = first
    lead = _lead(words, first, floor, known, lexicon, str(hit.pattern.row.kind))
    if lead is not None:
        relations |= {ANY_LEAD, str(lead[1].relation)}
        first -= lead[0]
        rows.append(lead[1].where)
    return _Left(first, after, frozenset(relations), lead[1] if lead else None, tuple(rows))


def _lead(
    words: Sequence[Lexeme], first: int, floor: int, known: Vocabulary, lexicon: Lexicon, kind: str
) -> tuple[int, Row] | None:
    for forms, row in _leads(lexicon).get(words[first - 1].form, ()) if first > floor else ():
        n = len(forms)
        if first - n < floor or any(words[first - n + j].form != forms[j] for j in range(n)) or kind not in row.before:
            continue
        preceding = _kinds_before(words, first - n, known)
        if (row.only_after and preceding.isdisjoint(row.only_after)) or not preceding.isdisjoint(row.unless_after):
            continue
        return n, row
    return None


def _kinds_before(words: Sequence[Lexeme], k: int, known: Vocabulary) -> frozenset[str]:
    """What the word right before ``k`` can be."""
    return frozenset(a.kind for a in known.atoms(words, k - 1) if a.length == 1) if k > 0 else frozenset()


@lru_cache(maxsize=16)
def _leads(lexicon: Lexicon) -> dict[str, list[tuple[tuple[str, ...], Row]]]:
    out: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for row in lexicon.rows(LEADS):
        forms = tuple(x.form for x in lexemes(str(row.phrase)))
        out.setdefault(forms[-1], []).append((forms, row))
    for rows in out.values():
        rows.sort(key=lambda x: -len(x[0]))
    return out


def _context(
    parsed: Parsed, words: Sequence[Lexeme], hit: Hit, left: _Left, lexicon: Lexicon
) -> tuple[str, ...] | None:
    """The rows around the pattern that let it fire, or None where what stands there forbids it: the columns from needs to not_as."""
    row, before, at, after, known = hit.pattern.row, hit.first - 1, hit.first, hit.last, vocabulary(lexicon)
    heads_entry = any(h.start == words[at].start for h in heads(parsed.text)) if ENTRY in (row.needs or ()) else False
    if row.needs and not heads_entry and not left.relations.intersection(row.needs):
        return None
    if left.relations.intersection(row.refuses) or _joined_to_next(words, hit):
        return None
    if _is(parsed, words, after, row.not_before, known) or _is(parsed, words, before, row.not_after, known):
        return None
    if _is(parsed, words, at, row.not_as, known):
        return None
    if row.tense and _tense(parsed, words[at], lexicon) not in row.tense:
        return None
    if not row.only_before:
        return ()
    found = _is(parsed, words, after, row.only_before, known)
    return tuple(r.where for r in found if r is not None) if found else None


def _joined_to_next(words: Sequence[Lexeme], hit: Hit) -> bool:
    """Does the pattern end within a word (2019er)?"""
    if hit.last >= len(words):
        return False
    following = words[hit.last]
    return following.glued and following.form.isalnum() and words[hit.last - 1].form.isalnum()


def _is(parsed: Parsed, words: Sequence[Lexeme], k: int, wanted: Sequence[str], known: Vocabulary) -> list[Row | None]:
    """What makes the word at ``k`` one of the wanted kinds (small letters) or parts of speech (capitals): a row, or None for a tag."""
    if not wanted or not 0 <= k < len(words):
        return []
    token = parsed.token_at(words[k].start)
    tagged = [None] if token is not None and token.upos in wanted else []
    return [*tagged, *(a.row for a in known.atoms(words, k) if a.kind in wanted)]
