"""Who speaks: the words that name a source, and what kind of source they tell it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.source_words import LEFT_OUT, SourceWords, without_case
from volgens.lexicon import Lexicon, Row, key_of
from volgens.lexicon.match import spellings
from volgens.model import Parsed, Token, head_of

# Groups of source_nouns that speak for others, so that the kind is that of whom they speak for.
BORROWS = frozenset({"spokesperson", "chief", "leader", "aide", "official", "side", "reporter", "officer", "person", "deputy",
                     "commander", "document", "organisation", "ministry", "diplomat", "service", "anonymous", "policeman", "expert",
                     "observer", "rescuer"})  # fmt: skip
DEFERS = frozenset({"person", "anonymous", "document"})
BODIES = frozenset({"military", "police", "un", "armed_group", "ngo", "medical", "rescue"})
PEOPLE = ("expert", "medical", "witness", "ngo", "media", "person")  # kinds that a group of them is of too
ORGANISED = BODIES | {"government"}
# Groups of nouns whose kind is that of the first part of a compound: korpswoordvoerder, rebellencoalitie, VN-macht.
LEANS = (BORROWS - {"expert", "observer", "rescuer"}) | {"army", "group", "fighter", "soldier", "politician"}
GENERAL = frozenset(
    {"group", "organisation", "service", "institute", "outlet"}
)  # groups whose nouns say little by themselves
STANDING_FOR = ("NUM", "DET", "PRON")
RANKED = ("deputy", "country")  # nouns before a noun that say its rank or reach, not whom it speaks for
OWNER, LIVING, INFORMED, ANONYMOUS = "owner", "living", "informed", "anonymous"
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


class Speakers(SourceWords):
    """Reads source phrases with one lexicon."""

    def __init__(self, lexicon: Lexicon):
        super().__init__(lexicon)
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
        self._owners = {str(row.word).lower() for row in lexicon.rows("source_preps") if row.role == OWNER}
        self._impersonal = {
            str(r.lemma) for r in lexicon.rows("reporting") if any(str(c).startswith("source=") for c in r.condition)
        }
        classes = lexicon.rows("word_classes")
        self._living = {str(m) for r in classes if LIVING in r.classes for m in r.members}
        self._informed = {str(m) for r in classes if INFORMED in r.classes for m in r.members}
        self._pronouns = {str(row.word) for row in lexicon.rows("pronouns")}
        self._names: dict[tuple[str, ...], Row] = {}
        for table in ("actors", "sources"):
            for row in lexicon.rows(table):
                for name in row.names:
                    for words in spellings(str(name).replace(CURLY, STRAIGHT).split()):
                        self._names.setdefault(words, row)
        self._longest = max((len(n) for n in self._names), default=1)

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
            if self._lives_there(parsed, head):
                return Speaker("witness", False, None, None, None, name)
        if row is None:
            country = self._country(parsed, head)
            if country is not None:
                return Speaker("government", False, "country", None, country, name)
            placed = parsed.named(head, "LOC") is not None  # by the reading model: no person
            return Speaker("person" if head.upos == "PROPN" and not placed else None, False, None, None, None, name)
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
                unknown = borrowed.row is None and borrowed.kind == "person"  # pictures from Maxar
                if row.kind == "document" and borrowed.kind not in (None, "document") and not unknown:
                    return Speaker(borrowed.kind, False, borrowed.group, None, borrowed.row or row, words)
                kind = self._merged(kind, group, borrowed.kind)
        if group == "group" and row.table == "source_nouns":
            kind = self._members(parsed, head, seen) or kind
        if group == "person" and kind == "witness" and self._knows(parsed, head):
            kind = ANONYMOUS
        if kind in ("medical", "person") and head.rel == "appos" and parsed.tokens[head.head].upos in STANDING_FOR:
            kind = "witness"  # one of them, a pharmacist
        first = self._first_part(head, row)
        if first is not None:
            kind = str(first.kind) if first.table != "source_nouns" or group in LEANS else kind
        noun = self._noun(head) if row.table == "source_phrases" else row
        unnamed = noun is not None and noun.cells.get("anonymous") == "yes" and not named
        return Speaker(kind, unnamed, group, str(gender) if gender else None, row, name)

    def _title(self, parsed: Parsed, name: Token, tokens: Sequence[Token]) -> Row | None:
        """The row of a noun that stands with a name as part of it: *President Jan Jansen*."""
        parts = parsed.children(name, "nmod:desc", "compound", "amod", "flat")
        parts = [c for c in parts if c.upos != "PROPN" or c.feats.get("Number") != "Plur"]  # the Doctors Network
        rows = [self._row(parsed, c, tokens) for c in parts]
        return next((r for r in rows if r is not None and r.table == "source_phrases"), None) or next(
            filter(None, rows), None
        )

    def _knows(self, parsed: Parsed, head: Token) -> bool:
        """*People familiar with the plan*, *mensen die bij het overleg betrokken zijn*: sources, not bystanders."""
        below = parsed.children(head, "acl", "amod", "nmod", "appos")
        return any(key_of(t) in self._informed for c in below for t in (c, *parsed.children(c, "xcomp", "obl", "amod")))

    def _members(self, parsed: Parsed, head: Token, seen: set[int]) -> str | None:
        """The kind of those a group is made of: *a group of analysts*, *een groep artsen*."""
        for c in parsed.children(head, "nmod"):
            bare = not parsed.children(c, "case", "det")
            if c.i <= head.i or c.i in seen or c.upos != "NOUN" or c.feats.get("Number") != "Plur":
                continue
            if bare or any(k.form.lower() in self._owners for k in parsed.children(c, "case")):
                row = self._noun(c)
                if row is not None and row.kind in PEOPLE:
                    return str(row.kind)
        return None

    @staticmethod
    def _merged(kind: str, group: str, lent: str | None) -> str:
        """The kind of somebody who is described by another body: the body's, unless the description says more."""
        if lent is None or lent in DEFERS:
            return kind
        if group in ("spokesperson", "chief", "leader", "deputy", "aide", "side", "commander"):
            return lent
        if group == "reporter" and lent in ("media", "agency", "government"):  # military bloggers are no military
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
                if rels[0] == "compound" and child.upos == "NOUN" and self.own_group(child) in RANKED:
                    continue  # the deputy country director of the programme
                words = without_case(
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
                if found.kind in (None, "person") or found.row is None:  # who heads the mission's section
                    found = self._of_whom(parsed, child, seen) or found
                if found.kind not in (None, "person", "document") and found.row is not None:
                    return found
        return None

    def _lives_there(self, parsed: Parsed, name: Token) -> bool:
        """*Amna Idris, who sells tea at the gate*: somebody who is told of by what people do who live where it happens."""
        return any(
            key_of(clause).replace("_", "") in self._living
            and any(s.feats.get("PronType") == "Rel" for s in parsed.children(clause, "nsubj"))
            for clause in parsed.children(name, "acl:relcl")
        )

    def _of_whom(self, parsed: Parsed, part: Token, seen: set[int]) -> Speaker | None:
        """The body that a department or office belongs to: *the mission's human rights section*, *de afdeling van het Rode Kruis*."""
        for owner in parsed.children(part, "nmod"):
            cases = {c.form.lower() for c in parsed.children(owner, "case")}
            if owner.i in seen or not (owner.deprel == "nmod:poss" or cases & self._owners):
                continue
            found = self._read(parsed, self.phrase(parsed, owner), owner, seen)
            if found.row is not None and found.kind in BODIES:
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
        if row is None and token.upos in ("VERB", "ADJ"):  # ingewijden, read as a form of a verb
            form = token.form.lower()
            row = self._plain.get(form) or self._plain.get(form.removesuffix("n"))
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

    def of_state(self, parsed: Parsed, head: Token) -> bool:
        """Is this an outlet that a state owns?"""
        row = self.known(parsed, head)
        return row is not None and row.cells.get("owner") == "state"

    def own_group(self, head: Token) -> str | None:
        """The group of the noun itself: an outlet, a reporter, an army."""
        row = self._noun(head)
        return str(row.group) if row is not None else None

    def known(self, parsed: Parsed, token: Token) -> Row | None:
        """The known actor, outlet or metonym whose name covers this token."""
        words = parsed.words(token.sentence)
        at = token.i - words[0].i
        longest = min(self._longest, 6)
        first = max(0, at - longest + 1)
        forms = tuple(w.form.replace(CURLY, STRAIGHT) for w in words[first : at + longest])
        for size in range(longest, 0, -1):
            for start in range(max(0, at - size + 1), min(at, len(words) - size) + 1):
                key = forms[start - first : start - first + size]
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
        owns = token.deprel in ("nmod:poss", "obl:agent")  # Kyiv's claim was dismissed by Moscow
        return said or owns or not parsed.children(token, "case")

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


@lru_cache(maxsize=8)
def speakers_of(lexicon: Lexicon) -> Speakers:
    """The reader of source phrases of a lexicon, whose names are indexed once."""
    return Speakers(lexicon)
