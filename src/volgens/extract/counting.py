"""What a number counts: the noun, and the unit of the record that it has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.atoms import HYPHENS, Phrases, atoms
from volgens.extract.numbers import Number
from volgens.lexicon import Lexicon, Row, key_of
from volgens.model import Parsed, Token

COMPOUNDING = frozenset({"nl", "de"})  # languages that write compounds as one word
NOMINAL_PLURAL = {"nl": "en"}  # how adjectives end in the plural when they stand as nouns
SHORTEST_PART = 5  # letters of the last part of a compound that may be looked up by itself
FURTHEST_NOUN = 8  # tokens between a number and the noun it counts
QUOTES = frozenset("'\"‘’“”«»„")
PIECE = "piece"  # kind of nouns by which things are counted
NOMINAL = frozenset({"NOUN", "PROPN", "SYM"})
BEFORE_NOUN = frozenset({"ADJ", "NUM", "ADV"})
INSIDE_NAME = frozenset({"flat", "compound", "nmod:unmarked", "nmod:desc"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    ``head`` is the noun, None where the words leave it out. ``group`` are the tokens from the number's bound to the noun; ``anchor`` is the
    one by which they hang in the clause. ``unit`` is None where nothing tells; ``traits`` are the unit and kind of what is counted, after
    which rows of outcomes are chosen. ``measure`` is the kind of a measure (area, money, duration, ...); ``partitive``: counted out of more
    (*three of the trucks*).
    """

    head: Token | None
    group: tuple[Token, ...]
    anchor: Token
    unit: str | None
    traits: frozenset[str]
    measure: str | None = None
    partitive: bool = False
    rows: tuple[str, ...] = ()


class Nouns:
    """Rows of a table of nouns by the form first (*doden* is not *dood*), then by the lemma, then by the parts of a compound."""

    def __init__(self, lexicon: Lexicon, table: str):
        self._rows = {str(row.lemma).lower(): row for row in lexicon.rows(table)}
        for lemma, row in list(self._rows.items()):
            for form in lexicon.inflector.noun(lemma):
                self._rows.setdefault(form, row)
        self._compounds = lexicon.language in COMPOUNDING

    def find(self, token: Token, parsed: Parsed | None = None) -> Row | None:
        """The row of a noun; with its sentence (``parsed``) also that of two words (*unmanned aircraft*) or of a name that the tokeniser
        cut (*F - 16s*)."""
        keys = [*(_fuller_keys(parsed, token) if parsed else ()), *self.keys(token)]
        return next((self._rows[k] for k in keys if k in self._rows), None)

    def has(self, form: str) -> bool:
        """Is there a row for exactly this word?"""
        return form.lower() in self._rows

    def rank(self, token: Token) -> int:
        """How far down its keys the row stands: the lower, the fuller the word that fires; -1 where none does."""
        return next((n for n, k in enumerate(self.keys(token)) if k in self._rows), -1)

    def keys(self, token: Token) -> list[str]:
        form, lemma = token.form.lower().replace("’", "'").removesuffix("'s"), key_of(token)
        parts = [p for p in token.lemma.lower().replace("-", "_").split("_") if p]
        keys = [form, lemma, *("".join(parts[k:]) for k in range(1, len(parts))), form.rpartition("-")[2]]
        if self._compounds:
            for word in (lemma, form):
                keys += [word[k:] for k in range(1, len(word) - SHORTEST_PART + 1)]
        return list(dict.fromkeys(k for k in keys if k))


def unbroken(parsed: Parsed, token: Token) -> tuple[Token, ...]:
    """The tokens that no space parts from this one, itself included: *F*, *-*, *16s*."""
    words = parsed.words(token.sentence)
    first = last = token.i - words[0].i
    while first and words[first - 1].end == words[first].start and _in_name(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and words[last + 1].start == words[last].end and _in_name(words[last + 1]):
        last += 1
    return tuple(words[first : last + 1])


def _in_name(token: Token) -> bool:
    return token.form in HYPHENS or token.form[0].isalnum() or token.form[0] in "'’"


def _fuller_keys(parsed: Parsed, noun: Token) -> list[str]:
    """Keys of a noun with what belongs to it: a name that was cut, the word before it."""
    name = unbroken(parsed, noun)
    keys = []
    if len(name) > 1:
        whole = parsed.text[name[0].start : name[-1].end].lower().replace("’", "'")
        keys += [whole, whole.removesuffix("'s").removesuffix("s")]
    before = parsed.tokens[noun.i - 1] if noun.i else noun
    if before.sentence == noun.sentence and before.upos in ("ADJ", "NOUN", "PROPN", "VERB") and before is not noun:
        tails = dict.fromkeys((noun.form.lower(), key_of(noun)))
        keys += [f"{head} {tail}" for head in dict.fromkeys((before.form.lower(), key_of(before))) for tail in tails]
    return keys


@lru_cache(maxsize=8)
def counter(lexicon: Lexicon) -> "Counter":
    """The counter of a lexicon, indexed once."""
    return Counter(lexicon)


class Counter:
    """Finds what numbers count in one language."""

    def __init__(self, lexicon: Lexicon):
        self.counted = Nouns(lexicon, "counted")
        self.idle = Nouns(lexicon, "not_counted")
        self.victims = Nouns(lexicon, "outcome_nouns")
        self.states = Nouns(lexicon, "outcome_states")
        self.people = {
            str(w).lower() for row in lexicon.rows("demonyms") for w in (row.word, str(row.word).split()[-1])
        }
        self._groups = {row.words("phrase") for row in lexicon.rows("number_context") if row.sense == "group"}
        measures = lexicon.rows("measures")
        self._signs = Phrases([(row.phrase, row) for row in measures if row.place == "before"], backward=True)
        self._glued = {str(row.phrase).lower(): row for row in measures if row.place == "after"}
        self._measures = lexicon.phrases("measures")
        self._durations = {str(row.phrase) for row in measures if row.kind == "duration"}
        self._of = {str(row.word) for row in lexicon.rows("number_words") if row.kind == "of"}
        self._out_of = {
            row.words("word") for row in lexicon.rows("number_words") if row.kind == "ratio" and not row.value
        }
        self._multipliers = {str(row.word) for row in lexicon.rows("number_words") if row.kind == "multiplier"}

    def find(self, parsed: Parsed, number: Number, taken: Collection[int] = ()) -> Counted:
        """What the number counts. ``taken`` are tokens that belong to something else (a time, another number)."""
        tokens = parsed.tokens
        first, last = tokens[number.tokens[0]], tokens[number.tokens[-1]]
        words = parsed.words(first.sentence)
        behind = max(last.end, number.bound_span.end if number.bound_span else 0)  # two or more people
        after = [t for t in words[last.i - words[0].i + 1 :] if t.start >= behind]
        if number.is_percent:
            return self._percent(parsed, number, after)
        sign = self._sign(words[: first.i - words[0].i])
        glued = self._glued.get("".join(c for c in last.form.lower() if not c.isdigit() and c not in ".,"))
        if sign or (glued and last.form[0].isdigit()):
            row = sign or glued
            assert row is not None
            return self._made(parsed, number, None, (), str(row.unit), str(row.kind), rows=(row.where,))
        skip = 1 if number.kind == "order" and after and self.is_of(after[0]) else 0
        measure = self._measures.at(after, skip) if len(after) > skip else None
        if measure is None and len(after) > skip + 1 and after[skip].upos == "ADJ":  # 2.000 Soedanese pond
            measure = self._measures.at(after, skip + 1)
            skip += 1 if measure else 0
        if measure and measure.row.place == "after":
            between = after[: skip + len(measure.tokens)]
            row = measure.row
            return self._made(
                parsed, number, measure.tokens[-1], between, str(row.unit), str(row.kind), rows=(row.where,)
            )
        head, partitive = self._noun(parsed, after, taken)
        if head is None:
            return self._behind(parsed, number) or self._made(parsed, number, None, (), None)
        name = unbroken(parsed, head) if head.upos in NOMINAL else (head,)
        between = [t for t in after if t.i <= max(head.i, name[-1].i)]
        unit, kind, where = self.unit_of(self._antecedent(parsed, head) if head.upos == "PRON" else head, parsed)
        return self._made(parsed, number, head, between, unit, None, partitive, (kind,) if kind else (), where)

    def _behind(self, parsed: Parsed, number: Number) -> Counted | None:
        """A number behind its noun: *civilians in their hundreds*, *a crew of 14*."""
        first = parsed.tokens[number.tokens[0]]
        before = parsed.tokens[first.i - 1] if first.i else first
        group_noun = self._group_before(parsed, number)
        noun = group_noun or self._label(parsed, number)
        if noun is not None:
            unit, kind, where = self.unit_of(noun, parsed)
            group = tuple(parsed.tokens[noun.i : number.tokens[-1] + 1])
            unit = "person" if group_noun is not None or unit is None else unit
            return Counted(noun, group, noun, unit, frozenset(x for x in (unit, kind) if x), rows=where)
        noun = parsed.head(first)
        if before.feats.get("Poss") != "Yes" or noun is None or noun.upos not in NOMINAL or noun.i > first.i:
            return None
        unit, kind, where = self.unit_of(noun, parsed)
        if unit is None:
            return None
        group = tuple(parsed.tokens[noun.i : number.tokens[-1] + 1])
        return Counted(noun, group, noun, unit, frozenset(x for x in (unit, kind) if x), rows=where)

    def _group_before(self, parsed: Parsed, number: Number) -> Token | None:
        """The noun of a group whose size the number tells: *a crew of 14*, *een gezin van zes*."""
        start = number.bound_span.start if number.bound_span else number.start
        first = number.tokens[0]
        words = parsed.words(parsed.tokens[first].sentence)
        before = [t for t in words if t.start < min(start, number.start)][-2:]
        if len(before) < 2 or tuple(t.form.lower() for t in before) not in self._groups:
            return None
        return before[0] if before[0].upos in NOMINAL else None

    def _label(self, parsed: Parsed, number: Number) -> Token | None:
        """The noun that opens an item of a list before a colon: *Gewonden: 112.*"""
        words = parsed.words(parsed.tokens[number.tokens[0]].sentence)
        start = number.bound_span.start if number.bound_span else number.start
        before = [t for t in words if t.start < min(start, number.start)]
        after = [t for t in words if t.start >= number.end][:1]
        if len(before) < 2 or before[-1].form != ":" or any(t.upos != "PUNCT" for t in after):
            return None
        noun, opens = before[-2], len(before) == 2 or before[-3].upos in ("PUNCT", "CCONJ")
        plural = noun.upos in NOMINAL and noun.feats.get("Number") != "Sing"
        row = self.victims.find(noun)
        victims = row is not None and row.kind in ("victims", "persons")
        return noun if opens and (victims or (plural and row is None and self.counted.find(noun, parsed))) else None

    def out_of(self, parsed: Parsed, counted: Counted) -> Counted:
        """A number without a noun that is taken out of what opens its clause: *of the drones 96 were shot down*, *van de drones zijn er 96*."""
        words = parsed.words(counted.group[0].sentence)
        for k in range(counted.group[0].i - words[0].i - 1, -1, -1):
            opens = k == 0 or words[k - 1].upos in ("PUNCT", "CCONJ", "SCONJ")
            if not opens or words[k].upos != "ADP" or words[k].form.lower() not in self._of:
                continue
            noun = next((t for t in words[k + 1 : k + FURTHEST_NOUN] if t.upos in NOMINAL), None)
            if noun is None or noun.i >= counted.group[0].i or noun.feats.get("Number") == "Sing":
                return counted
            unit, kind, where = self.unit_of(noun, parsed)
            traits = frozenset(x for x in (unit, kind) if x)
            return replace(counted, unit=unit, traits=traits, rows=(*counted.rows, *where))
        return counted

    def _antecedent(self, parsed: Parsed, pronoun: Token) -> Token:
        """The last noun before a pronoun in its sentence that has a unit (*its troops, 7,000 of them*); else the pronoun."""
        words = parsed.words(pronoun.sentence)
        nouns = [t for t in words[: pronoun.i - words[0].i] if t.upos == "NOUN" and t.feats.get("Number") != "Sing"]
        return next((t for t in reversed(nouns) if self.counted.find(t, parsed)), pronoun)

    def unit_of(self, noun: Token, parsed: Parsed) -> tuple[str | None, str | None, tuple[str, ...]]:
        """The unit of a noun, its kind (soldier, settlement), and the row that says so; None where no row does."""
        row, victims = self.counted.find(noun, parsed), self.victims.find(noun)
        if victims is not None and victims.kind == "victims":  # four arrests are four people arrested
            return "person", None, (victims.where,)
        if row is not None:
            return str(row.unit), row.kind, (row.where,)
        form = noun.form.lower()
        if not self.people.isdisjoint({form, form.rpartition("-")[2], key_of(noun)}):
            return "person", None, ()
        return None, None, ()

    def is_idle(self, noun: Token, parsed: Parsed) -> bool:
        """Is it a noun whose number counts nothing of substance (times, sides)? The fuller word decides: a checkpoint is no point."""
        idle, real = self.idle.rank(noun), self.counted.rank(noun)
        if idle >= 0 and self.counted.find(noun, parsed) is not self.counted.find(noun):
            return False  # mortar rounds
        return idle >= 0 and (real < 0 or idle <= real)

    def is_occasion(self, noun: Token) -> bool:
        """Does it tell how often something happens?"""
        row = self.idle.find(noun)
        return row is not None and row.kind == "occasion"

    def is_piece(self, noun: Token) -> bool:
        """Is it a word that things are counted by (*stuks*, *head*)?"""
        row = self.idle.find(noun)
        return row is not None and row.kind == PIECE

    def lasts(self, noun: Token) -> bool:
        """Is it a word of duration?"""
        return noun.form.lower() in self._durations or key_of(noun) in self._durations

    def is_of(self, token: Token) -> bool:
        return token.upos == "ADP" and token.form.lower() in self._of

    def _sign(self, before: Sequence[Token]) -> Row | None:
        line = atoms(before[-2:])
        found = self._signs.at(line, len(line) - 1) if line else None
        return found[1] if found else None

    def _percent(self, parsed: Parsed, number: Number, after: Sequence[Token]) -> Counted:
        head: Token | None = None
        between: Sequence[Token] = ()
        if after and self.is_of(after[0]):
            head = self._governed(parsed, after)
            between = [t for t in after if head and t.i <= head.i]
        elif after:
            whole = after[1:] if after[0].upos in ("DET", "PRON") else after  # half the houses
            head, _ = self._noun(parsed, whole, ())
            between = [t for t in after if head and t.i <= head.i]
        traits = set()
        if head is not None:
            unit, kind, _ = self.unit_of(head, parsed)
            traits = {x for x in (unit, kind) if x and x != "other"} or {"percent"}
        made = self._made(parsed, number, head, between, "percent", "share", bool(head))
        return replace(made, traits=frozenset(traits))

    def _governed(self, parsed: Parsed, after: Sequence[Token]) -> Token | None:
        """The noun of the preposition that comes first: its governor, or the first noun behind it."""
        case = after[0]
        noun = parsed.head(case)
        if noun is not None and case.i < noun.i <= case.i + FURTHEST_NOUN and noun.upos in (*NOMINAL, "PRON", "ADJ"):
            between = parsed.tokens[case.i + 1 : noun.i]
            if noun.form.lower() in self._multipliers and noun.i + 1 < len(parsed.tokens):  # 1,2 miljoen ontheemden
                behind = parsed.tokens[noun.i + 1]
                return behind if behind.upos in NOMINAL or self._is_plural(parsed, behind) else noun
            if not any(t.upos == "ADP" for t in between):
                return noun
        near = after[1:FURTHEST_NOUN]
        return next((t for t in near if t.upos in NOMINAL or self.counted.has(t.form)), None)

    def _noun(self, parsed: Parsed, after: Sequence[Token], taken: Collection[int]) -> tuple[Token | None, bool]:
        """The noun right of a number, and whether the number takes it out of more (*six of the districts*)."""
        partitive, nominal = False, None
        k = 0
        of = self._of_what(after)
        if of is not None:
            noun = self._governed(parsed, of)
            if noun is None or noun.i in taken:
                return None, False
            return noun, True
        while k < min(len(after), FURTHEST_NOUN):
            t = after[k]
            if t.form in QUOTES:
                k += 1
                continue  # zeven 'terroristen'
            if t.i in taken or (k and self.lasts(t)):
                break  # 71 injured hours later
            if t.upos in NOMINAL and self.is_piece(t):
                k += 1 + (k + 1 < len(after) and self.is_of(after[k + 1]))  # 300 stuks vee, 300 head of cattle
                continue
            if t.upos in NOMINAL:
                if nominal is not None and nominal.form.lower() in self.people and t.feats.get("Number") == "Sing":
                    return nominal, False  # 26 million Sudanese face hunger
                return self._whole(parsed, t, after), partitive
            if self._modifies(parsed, t, after[k + 1 :]):
                nominal = t if self._stands_alone(t) else nominal
                if nominal is t and self._is_plural(parsed, t):
                    return t, partitive  # ontheemden onderdak
                k += 1
                continue
            if t.upos == "CCONJ" and k and k + 1 < len(after):
                if (
                    nominal is None and after[k + 1].i in taken and after[k + 1].upos == "NUM"
                ):  # eleven Indian and 20 other workers
                    k += 2
                    continue
                if after[k + 1].upos != "NUM" and self._modifies(parsed, after[k + 1], after[k + 2 :]):
                    k += 1
                    continue
            if self._stands_alone(t):
                nominal = t
            break
        return nominal, False

    def _of_what(self, after: Sequence[Token]) -> Sequence[Token] | None:
        """What follows a number from the preposition on that takes it out of more: *of the districts*, *(out) of 73 drones*."""
        if not after or self.is_of(after[0]):
            return after or None
        for words in self._out_of:
            if tuple(t.form.lower() for t in after[: len(words)]) == words:
                return after[len(words) - 1 :]
        return None

    def _modifies(self, parsed: Parsed, t: Token, after: Sequence[Token]) -> bool:
        """May this token stand between a number and its noun?"""
        if t.upos in BEFORE_NOUN:
            return t.upos != "ADV" or bool(after and after[0].upos in ("ADJ", "VERB", "NOUN") and t.head > t.i)
        if t.upos != "VERB":
            return False
        wanted = t.feats.get("VerbForm") == "Part" and bool(after) and after[0].upos == "NOUN"
        return wanted or (t.rel in ("amod", "acl") and t.head > t.i)

    def _stands_alone(self, t: Token) -> bool:
        """May an adjective or participle stand for those counted (*six dead*, *dertig gewonden*, *vijf anderen*)?"""
        if t.upos not in ("ADJ", "VERB", "NUM", "PRON", "ADV") or t.feats.get("VerbForm") in ("Fin", "Inf"):
            return False
        row = self.victims.find(t) if self.victims.has(t.form) or t.upos == "NUM" else None
        if row is not None and row.kind in ("victims", "persons"):
            return True
        return self.counted.has(t.form) or (t.upos == "ADJ" and t.form.lower() in self.people)

    def _is_plural(self, parsed: Parsed, t: Token) -> bool:
        """Is it an adjective in the plural of nouns (Dutch *ontheemden*, beside *ontheemde burgers*)?"""
        end = NOMINAL_PLURAL.get(parsed.language)
        return (
            end is not None
            and t.upos in ("ADJ", "VERB")
            and t.form.lower().endswith(end)
            and (self.victims.has(t.form) or self.counted.has(t.form))
        )

    def _whole(self, parsed: Parsed, noun: Token, after: Sequence[Token]) -> Token:
        """The head of a compound written in parts (*health workers*) or of a name (*North Koreans*)."""
        for _ in range(3):
            above = parsed.head(noun)
            inside = noun.deprel in INSIDE_NAME or (
                noun.upos == "PROPN" and noun.rel == "amod"
            )  # North Korean soldiers
            if above is None or not inside or above.upos not in NOMINAL:
                break
            if not noun.i < above.i <= noun.i + 3 or above not in after:
                break
            if noun.feats.get("Number") == "Plur" and above.feats.get("Number") == "Sing":
                break  # took 60 policemen prisoner
            noun = above
        return noun

    def _made(
        self, parsed: Parsed, number: Number, head: Token | None, between: Sequence[Token], unit: str | None,
        measure: str | None = None, partitive: bool = False, kinds: Sequence[str] = (), rows: Sequence[str] = (),
    ) -> Counted:  # fmt: skip
        own = [parsed.tokens[i] for i in number.tokens]
        start = number.bound_span.start if number.bound_span else number.start
        bound = [t for t in parsed.words(own[0].sentence) if start <= t.start < own[0].start]
        after = number.bound_span.end if number.bound_span else number.end
        behind = [t for t in parsed.words(own[0].sentence) if own[-1].end <= t.start and t.end <= after]
        group = tuple(sorted({*bound, *own, *between, *behind}, key=lambda t: t.i))
        traits = frozenset(x for x in (unit, *kinds) if x)
        if head is not None and unit is None and head.upos != "PRON":
            traits = frozenset({"other"})
        return Counted(head, group, _anchor(parsed, group, head), unit, traits, measure, partitive, tuple(rows))


def _anchor(parsed: Parsed, group: Sequence[Token], head: Token | None) -> Token:
    """The token of the group that hangs in the clause: whose governor lies outside; the one nearest the root where there are more."""
    inside = {t.i for t in group}
    outer = [t for t in group if t.is_root or t.head not in inside]
    if not outer:
        return head or group[-1]

    def rank(t: Token) -> tuple[bool, bool, int, bool, int]:
        out_of = t is head and any(c.upos == "ADP" and c.i in inside and c.i > group[0].i for c in parsed.children(t))
        loose = t.upos in ("ADP", "PUNCT", "CCONJ", "ADV")
        return loose, out_of, len(list(parsed.ancestors(t))), t != head, t.i

    return min(outer, key=rank)  # vier van haar kinderen: the number hangs in the clause
