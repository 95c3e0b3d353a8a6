"""Who speaks: the words that name a source, and what kind of source they tell it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from volgens.lexicon import Lexicon, Row, key_of
from volgens.lexicon.match import spellings
from volgens.model import Parsed, Token, head_of

# Below the head of a name these belong to the name; everything else says something about it.
NAME_PARTS = ("flat", "compound", "nmod:desc")
LEFT_OUT = (
    "acl",
    "parataxis",
    "advcl",
    "cop",
    "nsubj",
    "aux",
    "mark",
    "obl",
    "discourse",
    "ccomp",
    "csubj",
    "orphan",
    "dep",
)
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X", "DET")
# Groups of source_nouns that speak for others, so that the kind is that of whom they speak for.
BORROWS = frozenset({"spokesperson", "chief", "leader", "aide", "official", "side", "reporter", "officer", "person", "deputy",
                     "commander", "document", "organisation", "ministry", "diplomat", "service", "anonymous", "policeman", "expert",
                     "observer", "rescuer"})  # fmt: skip
DEFERS = frozenset({"person", "anonymous", "document"})
BODIES = frozenset({"military", "police", "un", "armed_group", "ngo", "medical", "rescue"})
ORGANISED = BODIES | {"government"}
# Groups of nouns whose kind is that of the first part of a compound: korpswoordvoerder, rebellencoalitie, VN-macht.
LEANS = (BORROWS - {"expert", "observer", "rescuer"}) | {"army", "group", "fighter", "soldier", "politician"}
GENERAL = frozenset(
    {"group", "organisation", "service", "institute", "outlet"}
)  # groups whose nouns say little by themselves
OWNER, LOOSE = "owner", "loose"
CURLY, STRAIGHT = "’", "'"  # apostrophes
LONG_PART = 7  # letters: a shorter noun at the end of a name is chance (Roman, Kinsman)


@dataclass(frozen=True, slots=True)
class Speaker:
    """What the words of a source tell: kind, whether it stays unnamed, the group of its noun, gender where told, the row they came from.

    ``name`` holds the tokens to name it by, which for the figures of a ministry are those of the ministry.
    """

    kind: str | None
    anonymous: bool
    group: str | None
    gender: str | None
    row: Row | None
    name: tuple[Token, ...]


class Speakers:
    """Reads source phrases with one lexicon."""

    def __init__(self, lexicon: Lexicon):
        self._nouns = lexicon.nouns("source_nouns")
        self._plain = {str(row.lemma).lower(): row for row in lexicon.rows("source_nouns")}
        self._phrases = lexicon.phrases("source_phrases")
        self._metonyms = lexicon.phrases("metonyms")
        self._countries = {
            str(name).lower(): row
            for row in lexicon.rows("countries")
            for column, names in row.cells.items()
            if column.startswith("names_") and isinstance(names, tuple)
            for name in names
        }
        self._demonyms = {str(row.word).lower(): row for row in lexicon.rows("demonyms")}
        self._loose = {str(row.word).lower() for row in lexicon.rows("source_preps") if row.role == LOOSE}
        self._reporting = {str(row.phrase).lower() for row in lexicon.rows("reporting_preps")}
        self._owners = {str(row.word).lower() for row in lexicon.rows("source_preps") if row.role == OWNER}
        self._impersonal = {
            str(r.lemma) for r in lexicon.rows("reporting") if any(str(c).startswith("source=") for c in r.condition)
        }
        self._pronouns = {str(row.word) for row in lexicon.rows("pronouns")}
        self._names: dict[tuple[str, ...], Row] = {}
        for table in ("actors", "sources"):
            for row in lexicon.rows(table):
                for name in row.names:
                    for words in spellings(str(name).replace(CURLY, STRAIGHT).split()):
                        self._names.setdefault(words, row)
        self._longest = max((len(n) for n in self._names), default=1)

    # words

    def phrase(self, parsed: Parsed, head: Token, joined: bool = True) -> tuple[Token, ...]:
        """The tokens of the source phrase around ``head``: the noun phrase without clauses and without what a comma sets apart.

        Where a comma gives a person's name to a description (*their spokesman, Ali Hassan*) the name is the phrase. ``joined`` says
        whether what is joined to it (*and the Pentagon*) belongs to it.
        """
        named = self._name_after_comma(parsed, head) if joined else None
        if named is not None:
            return self.phrase(parsed, named)
        out = [head]
        todo = [head]
        while todo:
            top = todo.pop()
            for child in parsed.children(top):
                if ((child.rel in LEFT_OUT or child.deprel in LEFT_OUT) and not self._origin(top, child)) or (
                    child.upos == "PUNCT" and not self._joins(parsed, child)
                ):
                    continue
                if child.rel in ("appos", "nmod", "amod", "advmod", "conj") and self._set_apart(parsed, head, child):
                    continue
                if (child.rel == "conj" and (child.upos not in NOMINAL or (top is head and not joined))) or (
                    child.rel == "cc" and not joined
                ):
                    continue
                if (child.rel == "advmod" and child.i > head.i) or child.feats.get("Reflex") == "Yes":
                    continue
                if (
                    self._age(parsed, child)
                    or self._beyond(parsed, head, child)
                    or self._elsewhere(parsed, head, child)
                ):
                    continue
                out.append(child)
                todo.append(child)
        out.sort(key=lambda t: t.i)
        return _around(_without_case(parsed, out, head), head)

    def _elsewhere(self, parsed: Parsed, head: Token, child: Token) -> bool:
        """A phrase after a source in mid-sentence that belongs to its clause: *horen volgens de politie | bij de rebellen*."""
        if child.rel != "nmod" or child.i < head.i or head.upos != "NOUN":
            return False
        verb = parsed.head(head)
        if (
            verb is None
            or verb.i > head.i
            or not {c.form.lower() for c in parsed.children(head, "case")} & self._reporting
        ):
            return False
        return bool({c.form.lower() for c in parsed.children(child, "case")} & self._loose)

    @staticmethod
    def _origin(participle: Token, child: Token) -> bool:
        """*the New York-based group*: where it comes from is part of the description."""
        return child.deprel == "obl:unmarked" and participle.rel == "amod" and child.i < participle.i

    @staticmethod
    def _beyond(parsed: Parsed, head: Token, child: Token) -> bool:
        """Does the verb that governs the head stand between: *a farmer told AFP*, where the tree hangs AFP on the farmer?"""
        verb = parsed.head(head)
        low, high = min(head.i, child.i), max(head.i, child.i)
        return verb is not None and verb.upos in ("VERB", "AUX") and low < verb.i < high

    @staticmethod
    def _age(parsed: Parsed, child: Token) -> bool:
        """A number in brackets after a name: *Samira (34)*."""
        around = parsed.tokens[max(0, child.i - 1) : child.i + 2]
        return child.upos == "NUM" and [t.form for t in around if t is not child] == ["(", ")"]

    def _joins(self, parsed: Parsed, mark: Token) -> bool:
        """A hyphen or a bracket inside a name stays."""
        return mark.form in "-/" and 0 < mark.i < len(parsed.tokens) - 1

    def _set_apart(self, parsed: Parsed, head: Token, child: Token) -> bool:
        """Does a comma, bracket or dash stand between the head and this dependent's words?"""
        first = min(t.i for t in parsed.subtree(child))
        lo, hi = (head.i, child.i) if child.i > head.i else (child.i, head.i)
        between = parsed.tokens[lo + 1 : hi]
        if child.rel == "conj":
            return False
        return any(t.upos == "PUNCT" and t.form in {",", "–", "—", ";", ":"} for t in between) and first > head.i

    def _name_after_comma(self, parsed: Parsed, head: Token) -> Token | None:
        if head.upos in ("DET", "PRON") and head.feats.get("PronType") not in (
            "Prs",
            "Rel",
        ):  # another, a retired nurse
            described = self.parsed_apart(parsed, head)
            if described is not None:
                return described
        if head.upos not in ("NOUN", "ADJ"):
            return None
        if any(c.upos == "PROPN" and c.rel in ("appos", "flat", "compound") and c.i > head.i and not self._set_apart(parsed, head, c)
               for c in parsed.children(head)):  # fmt: skip
            return None
        for child in parsed.children(head, "appos", "parataxis"):
            if (
                child.upos == "PROPN"
                and child.i > head.i
                and self._set_apart(parsed, head, child)
                and not parsed.children(child, "case", "nsubj", "det")
            ):
                return child
        return None

    def parsed_apart(self, parsed: Parsed, head: Token) -> Token | None:
        """The noun that a comma sets beside a pronoun."""
        found = [c for c in parsed.children(head, "appos") if c.i > head.i]
        above = parsed.head(head)
        found += [c for c in parsed.children(above, "parataxis") if c.i > head.i] if above is not None else []
        return next(
            (c for c in found if c.upos in ("NOUN", "PROPN") and parsed.tokens[parsed.subtree(c)[0].i - 1].form == ","),
            None,
        )

    # kinds

    def read(self, parsed: Parsed, tokens: Sequence[Token]) -> Speaker:
        """What kind of source these tokens name."""
        head = head_of(tokens)
        return self._read(parsed, tokens, head, set())

    def _read(self, parsed: Parsed, tokens: Sequence[Token], head: Token, seen: set[int]) -> Speaker:
        seen.add(head.i)
        name = tuple(tokens)
        known = self.known(parsed, head)
        if head.upos in ("NUM", "DET") or (is_pronoun(head) and head.feats.get("PronType") not in ("Prs", "Rel")):
            among = next((c for c in parsed.children(head, "nmod") if c.i not in seen and c in tokens), None)
            if among is not None:  # een van de commandanten
                return replace(self._read(parsed, self.phrase(parsed, among), among, seen), name=name)
        if is_pronoun(head) and (known is None or not head.form.isupper() or len(head.form) < 2):  # the WHO is known
            return Speaker(None, False, None, None, None, name)
        if known is not None:
            title = self._title(parsed, head, tokens)
            return Speaker(known.kind, False, title.group if title else None, None, known, name)
        row = self._row(parsed, head, tokens)
        named = any(
            t.upos == "PROPN" for t in tokens if t.i == head.i or (t.head == head.i and t.rel in ("flat", "appos"))
        )
        if row is None and head.upos == "PROPN":
            row = self._title(parsed, head, tokens)
            described = next(
                (c for c in parsed.children(head, "appos") if c.i > head.i and c.i not in seen and self._noun(c)), None
            )
            if row is None and described is not None:
                told = self._read(parsed, self.phrase(parsed, described), described, seen)
                return replace(told, anonymous=False, name=name)
        if row is None and head.upos == "PROPN" and self._country(parsed, head) is None:
            serves = self._serves(parsed, head, seen)
            if serves is not None:
                return replace(serves, anonymous=False, group=None, row=None, name=name)  # whom it serves is another
        if row is None:
            country = self._country(parsed, head)
            if country is not None:
                return Speaker("government", False, "country", None, country, name)
            return Speaker("person" if head.upos == "PROPN" else None, False, None, None, None, name)
        group, gender = row.group, row.cells.get("gender")
        kind = str(row.kind)
        bearer = next((c for c in parsed.children(head, "appos", "flat") if c in tokens and c.upos == "PROPN"), None)
        borne = self.known(parsed, bearer) if bearer is not None and group in GENERAL else None
        if borne is not None and borne.table in ("actors", "sources"):  # research group ACLED
            return Speaker(str(borne.kind), False, group, None, borne, name)
        if group in BORROWS:
            lender = self._lender(parsed, tokens, head, seen)
            if lender is not None:
                borrowed, words = lender
                if row.kind == "document" and borrowed.kind not in (None, "document"):
                    return Speaker(borrowed.kind, False, borrowed.group, None, borrowed.row or row, words)
                kind = self._merged(kind, group, borrowed.kind)
        first = self._first_part(head, row)
        if first is not None:
            kind = str(first.kind) if first.table != "source_nouns" or group in LEANS else kind
        unnamed = row.cells.get("anonymous") == "yes" and not named
        return Speaker(kind, unnamed, group, str(gender) if gender else None, row, name)

    def _title(self, parsed: Parsed, name: Token, tokens: Sequence[Token]) -> Row | None:
        """The row of a noun that stands with a name as part of it: *President Jan Jansen*."""
        parts = parsed.children(name, "nmod:desc", "compound", "amod", "flat")
        rows = [self._row(parsed, c, tokens) for c in parts]
        return next((r for r in rows if r is not None and r.table == "source_phrases"), None) or next(
            filter(None, rows), None
        )

    @staticmethod
    def _merged(kind: str, group: str, lent: str | None) -> str:
        """The kind of somebody who is described by another body: the body's, unless the description says more."""
        if lent is None or lent in DEFERS:
            return kind
        if group in ("spokesperson", "chief", "leader", "deputy", "aide", "side", "reporter", "commander"):
            return lent
        if group in ("official", "officer", "person", "organisation", "service", "anonymous") and lent in BODIES:
            return lent
        if group == "rescuer" and lent in ("ngo", "un"):
            return lent
        if group == "expert" and lent == "ngo":
            return lent
        if lent == "un" and group in ("diplomat", "policeman", "expert", "ministry", "observer"):
            return lent
        if group == "ministry" and lent == "military":
            return lent
        return kind

    def _lender(
        self, parsed: Parsed, tokens: Sequence[Token], head: Token, seen: set[int]
    ) -> tuple[Speaker, tuple[Token, ...]] | None:
        """Whom the head speaks for or belongs to: *woordvoerder van het leger*, *army officials*, *the ministry's figures*."""
        inside = {t.i for t in tokens}
        below = [c for c in parsed.children(head) if c.i in inside and c.i not in seen]
        named = [c for c in below if c.upos == "PROPN" and c.rel in ("appos", "flat")]
        below += [c for n in named for c in parsed.children(n, "nmod") if c.i in inside and c.i not in seen]
        country: tuple[Speaker, tuple[Token, ...]] | None = None
        for rels in (("nmod:poss",), ("compound", "amod", "nmod:desc"), ("nmod", "obl"), ("appos", "flat")):
            for child in below:
                if child.deprel not in rels and child.rel not in rels:
                    continue
                if rels[0] == "nmod" and not any(
                    c.form.lower() in self._owners for c in parsed.children(child, "case")
                ):
                    continue
                words = _without_case(
                    parsed, [t for t in parsed.subtree(child, without=LEFT_OUT) if t.upos != "PUNCT"], child
                )
                found = self._read(parsed, words, child, seen)
                if found.group == "country" and rels[0] == "nmod:poss" and country is None:
                    country = found, tuple(words)  # Ukraine's air force commander: the air force tells more
                elif found.kind is not None and found.kind != "document":
                    return found, tuple(words)
                elif found.name != tuple(words) and found.kind is not None:
                    return found, found.name
        return country

    def _serves(self, parsed: Parsed, head: Token, seen: set[int]) -> Speaker | None:
        """The body that a name belongs to: *Ann Lee of the institute*, *Jehja Saree, who speaks for the army*."""
        for child in parsed.children(head, "nmod"):
            if (
                child.i > head.i
                and child.i not in seen
                and any(c.form.lower() in self._owners for c in parsed.children(child, "case"))
            ):
                found = self._read(
                    parsed, [t for t in parsed.subtree(child, without=LEFT_OUT) if t.upos != "PUNCT"], child, seen
                )
                if found.kind not in (None, "person", "document", "government") and found.row is not None:
                    return found
        for clause in parsed.children(head, "acl:relcl"):
            for child in parsed.children(clause, "obl", "obj", "nsubj", "xcomp"):
                if child.i in seen or child.upos not in ("NOUN", "PROPN"):
                    continue
                if child.rel == "obl" and not any(
                    c.form.lower() in self._owners for c in parsed.children(child, "case")
                ):
                    continue
                found = self._read(
                    parsed, [t for t in parsed.subtree(child, without=LEFT_OUT) if t.upos != "PUNCT"], child, seen
                )
                if found.kind not in (None, "person", "document") and found.row is not None:
                    return found
        return None

    def _first_part(self, head: Token, row: Row) -> Row | None:
        """The body that a compound begins with: *VN-macht*, *Hezbollah-leider*, *korpswoordvoerder*."""
        first, joint, _ = head.form.partition("-")
        if joint and first[:1].isupper() and (first,) in self._names:
            return self._names[(first,)]
        last = str(row.cells.get("lemma") or "").lower()
        whole = key_of(head).replace("-", "")
        if not last or not whole.endswith(last) or whole == last:
            return None
        stem = whole[: -len(last)]
        stems = [stem[: len(stem) - k] for k in range(4)]  # without what links the parts: rebell-en-, regering-s-
        return next((r for s in stems if len(s) > 3 for r in [self._plain.get(s)] if r and r.kind in ORGANISED), None)

    def _row(self, parsed: Parsed, head: Token, tokens: Iterable[Token]) -> Row | None:
        words = list(tokens)
        for k in range(len(words)):
            hit = self._phrases.at(words, k)
            if hit and any(t.i == head.i for t in hit.tokens):
                return hit.row
        return self._noun(head)

    def _noun(self, token: Token) -> Row | None:
        if token.upos not in ("NOUN", "PROPN", "ADJ", "VERB", "PRON") or is_pronoun(token):  # also de overlevende
            return None
        found = self._nouns.find(token)
        row = found[0].row if found else None
        if (
            row is not None
            and token.upos == "PROPN"
            and len(str(row.lemma)) < LONG_PART
            and self._by_its_end(token, row)
        ):
            return None  # a name that happens to end like a noun
        return row

    @staticmethod
    def _by_its_end(token: Token, row: Row) -> bool:
        """Is the noun only the end of the word, with no hyphen before it?"""
        lemma, form = str(row.lemma).lower(), token.form.lower()
        return not form.startswith(lemma[:3]) and "-" not in form

    def apposed_name(self, parsed: Parsed, noun: Token) -> bool:
        """Does a comma give the noun a name: *the group, Vivamos Humanos*?"""
        below = parsed.children(noun, "appos")
        return any(c.upos == "PROPN" and c.i > noun.i and self._set_apart(parsed, noun, c) for c in below)

    def stands_for_people(self, token: Token) -> bool:
        """Is this a pronoun that can stand for people: *die* and *deze*, not *dat*?"""
        return token.form.lower() in self._pronouns

    def is_title(self, token: Token) -> bool:
        """Is this a noun for somebody in an office, however the reading model tags it?"""
        return key_of(token) in self._plain

    def own_kind(self, head: Token) -> str | None:
        """The kind that the noun itself tells, whoever it belongs to: *the ministry's figures* are a document."""
        row = self._noun(head)
        return str(row.kind) if row is not None else None

    def own_group(self, head: Token) -> str | None:
        """The group of the noun itself: an outlet, a reporter, an army."""
        row = self._noun(head)
        return str(row.group) if row is not None else None

    def known(self, parsed: Parsed, token: Token) -> Row | None:
        """The known actor, outlet or metonym whose name covers this token."""
        words = parsed.words(token.sentence)
        at = token.i - words[0].i
        for size in range(min(self._longest, 6), 0, -1):
            for start in range(max(0, at - size + 1), min(at, len(words) - size) + 1):
                key = tuple(w.form.replace(CURLY, STRAIGHT) for w in words[start : start + size])
                row = self._names.get(key)
                if row is not None and (size > 1 or token.upos == "PROPN" or key[0].isupper()):
                    return row
        for start in range(max(0, at - 3), at + 1):
            hit = self._metonyms.at(words, start)
            if hit and any(t.i == token.i for t in hit.tokens) and self._speaks(parsed, token):
                return hit.row
        return None

    def _speaks(self, parsed: Parsed, token: Token) -> bool:
        """A capital without a preposition, or with one where it stands for who speaks: *klinkt het in Kigali*."""
        above = parsed.head(token)
        said = above is not None and key_of(above) in self._impersonal and token.rel == "obl"
        return said or not parsed.children(token, "case")

    def _country(self, parsed: Parsed, head: Token) -> Row | None:
        if head.upos not in ("PROPN", "NOUN", "ADJ"):
            return None
        family = [head, *parsed.children(head, "flat", "compound", "amod", "det")]
        whole = " ".join(t.form for t in sorted(family, key=lambda t: t.i)).lower()
        for key in (whole, whole.partition(" ")[2], head.form.lower(), key_of(head)):
            row = self._countries.get(key) or (self._demonyms.get(key) if head.upos != "ADJ" else None)
            if row is not None:
                return row
        return None

    def is_outlet(self, parsed: Parsed, tokens: Sequence[Token]) -> bool:
        """Is this an agency, a paper, a station or one of its reporters?"""
        return self.read(parsed, tokens).kind in ("agency", "media")

    def can_speak(self, parsed: Parsed, tokens: Sequence[Token]) -> bool:
        """Is this somebody or something that can say, know or want something?"""
        head = head_of(tokens)
        if is_pronoun(head):
            told = head.feats.get("PronType") in ("Prs", "Rel", "Ind", "Tot", None) or self.stands_for_people(head)
            return told and head.feats.get("Person") not in ("1", "2")
        if head.upos == "PROPN" or any(
            c.upos == "PROPN" for c in parsed.children(head, "appos", "flat") if c in tokens
        ):
            return True
        return self.read(parsed, tokens).kind is not None


def is_pronoun(token: Token) -> bool:
    """A pronoun by its features too: a noun that begins a sentence is sometimes taken for one."""
    return token.upos == "PRON" and bool({"PronType", "Person", "Poss"} & set(token.feats))


def _without_case(parsed: Parsed, tokens: Sequence[Token], head: Token) -> list[Token]:
    """The tokens without the head's own preposition and what stands before it."""
    drop = {t.i for c in parsed.children(head, "case", "cc", "punct") for t in parsed.subtree(c)}
    return [t for t in tokens if t.i not in drop]


def _around(tokens: Sequence[Token], head: Token) -> tuple[Token, ...]:
    """The run of tokens around the head: a name is not cut in two by words that belong elsewhere."""
    out = [head]
    ordered = {t.i: t for t in tokens}
    k = head.i - 1
    while any(j in ordered for j in (k, k - 1)) and k >= 0:
        if k in ordered:
            out.append(ordered[k])
        k -= 1
    k = head.i + 1
    while any(j in ordered for j in (k, k + 1)):
        if k in ordered:
            out.append(ordered[k])
        k += 1
    return tuple(sorted(out, key=lambda t: t.i))
