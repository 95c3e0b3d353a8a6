"""What kind of thing a word stands for (person, armed, weapon, place, building ...) and what little words do: data, looked up."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

from volgens.extract.clauses import Markers
from volgens.lexicon import Lexicon, noun_keys
from volgens.model import Parsed, Token

NAME, NUMBER, EVENT = "name", "number", "event"
# A name or a pronoun may stand for any of these.
NAMEABLE = frozenset({"person", "armed", "group", "place", NAME})
# Classes that other tables tell: units of what is counted, kinds of source.
UNITS = {
    "person": ("person",), "household": ("person",), "vehicle": ("vehicle",), "aircraft": ("aircraft",),
    "drone": ("drone", "weapon", "aircraft"), "missile": ("weapon",), "building": ("building",),
}  # fmt: skip
SOURCES = {
    "military": ("armed",), "armed_group": ("armed",), "police": ("armed", "person"), "government": ("person", "group"), "un": ("group",),
    "ngo": ("group",), "media": ("group",), "agency": ("group",), "rescue": ("person", "group"), "medical": ("person",),
    "witness": ("person",), "expert": ("person",), "person": ("person",),
}  # fmt: skip
COMPOUNDING = ("nl", "de")  # languages that write a compound as one word
NAME_PLACES = ("nsubj", "obj", "obl", "nmod", "conj")
COMPLEMENTS = (
    "nmod",
    "obl",
    "appos",
    "flat",
)  # how what a container holds hangs on it: a group of soldiers, een groep soldaten


class Words:
    """Classes of words, the attacks that weapons make, and function words, of one language."""

    def __init__(self, lexicon: Lexicon):
        self.language = lexicon.language
        self._classes: dict[str, frozenset[str]] = {}
        self._attacks: dict[str, str] = {}
        self._forms: dict[str, str] = {}
        self._inflector = lexicon.inflector
        for row in lexicon.rows("word_classes"):
            for member in row.members:
                self._add(member, row.classes)
                if row.attack:
                    self._attacks.setdefault(member.lower(), row.attack)
        for row in lexicon.rows("counted"):
            self._add(
                row.lemma,
                (*(UNITS.get(row.unit) or UNITS.get(row.kind, ())), *(("armed",) if row.kind == "soldier" else ())),
            )
        for row in lexicon.rows("place_nouns"):
            self._add(row.noun, ("place",))
        for row in lexicon.rows("facility_nouns"):
            self._add(row.noun, ("building",))
        for row in lexicon.rows("source_nouns"):
            if row.lemma.lower() not in self._classes:
                self._add(row.lemma, SOURCES.get(row.kind, ()))
        self._codes: dict[str, frozenset[str]] = {}
        for row in lexicon.rows("certainty"):
            if row.plover and " " not in row.phrase:
                for form in (row.phrase.lower(), *self._inflector.verb(row.phrase.lower())):
                    self._codes[form] = self._codes.get(form, frozenset()) | {row.plover}
        self._uses: dict[str, frozenset[str]] = {}
        for row in lexicon.rows("function_words"):
            self._uses[row.use] = self._uses.get(row.use, frozenset()) | {row.word.lower()}

    def _add(self, word: str, classes: Iterable[str]) -> None:
        key = word.lower()
        if key not in self._classes:
            for form in self._inflector.noun(key):
                self._forms.setdefault(form, key)
        self._classes[key] = self._classes.get(key, frozenset()) | frozenset(classes)

    def use(self, name: str) -> frozenset[str]:
        """The words with this use in the table ``function_words``."""
        return self._uses.get(name, frozenset())

    def members(self, name: str) -> frozenset[str]:
        """The words of a class."""
        return frozenset(w for w, classes in self._classes.items() if name in classes)

    def cue_codes(self, token: Token) -> frozenset[str]:
        """PLOVER codes that a cue of certainty gives to what hangs on it."""
        keys = (token.form.lower(), token.lemma.replace("_", "").lower())
        return frozenset().union(*(self._codes.get(k, frozenset()) for k in keys))

    @cached_property
    def markers(self) -> Markers:
        """The little words that tell who is who in a clause."""
        return Markers(
            be=self.use("perfect_passive"),
            by=self.use("passive_agent"),
            of=self.use("genitive"),
            control=self.use("object_control"),
            causative=self.use("causative"),
        )

    def keys(self, token: Token) -> list[str]:
        """Keys of a noun; ends of words count only where the language writes compounds as one word."""
        if self.language in COMPOUNDING:
            return list(dict.fromkeys(self._forms.get(k, k) if k not in self._classes else k for k in noun_keys(token)))
        whole, form = token.lemma.lower(), token.form.lower()
        keys = (form, whole, form.rpartition("-")[2], whole.rpartition("-")[2])
        return list(dict.fromkeys(x for k in keys for x in (k, self._forms.get(k, k))))

    def plain(self, token: Token) -> frozenset[str]:
        """Classes of the word by itself."""
        found = self._whole(token)
        if found is None:
            found = next((self._classes[k] for k in self.keys(token) if k in self._classes), None)
        if found is not None:
            return found | {NAME} if token.upos == "PROPN" else found
        if token.upos == "PROPN" or (
            token.upos == "PRON" and token.feats.get("PronType") in ("Prs", "Dem", "Rel", "Rcp")
        ):
            return NAMEABLE
        counts = token.upos == "NUM" or token.form[:1].isdigit() or token.feats.get("NumType") == "Ord"
        return frozenset({NUMBER}) if counts else frozenset()  # *a third was captured*

    def _whole(self, token: Token) -> frozenset[str] | None:
        """Classes of the word as it stands and of its lemma, which may stand in different tables."""
        form, lemma = token.form.lower(), token.lemma.replace("_", "").lower()
        keys = {form, lemma, self._forms.get(form, form), self._forms.get(lemma, lemma)}
        known = [self._classes[k] for k in keys if k in self._classes]
        return frozenset().union(*known) if known else None

    def of(self, parsed: Parsed, token: Token) -> frozenset[str]:
        """Classes of a phrase by its head; a container (*a group of soldiers*) is what it holds, a number what it counts."""
        found = self.plain(token)
        first = parsed.sentences[token.sentence].first
        if not found and token.form[:1].isupper() and token.i != first and token.rel in NAME_PLACES:
            return NAMEABLE  # a name that the parse does not know for one
        if token.upos == "NUM" or NUMBER in found or any(k in self.use("container") for k in self.keys(token)[:2]):
            for child in parsed.children(token, *COMPLEMENTS, "amod"):
                if child.rel != "amod" or child.i > token.i:
                    found |= self.plain(child)
        for child in parsed.children(token, "conj"):
            found |= self.plain(child)
        if "flat" in {c.rel for c in parsed.children(token)} and token.upos == "PROPN":
            found |= {NAME}
        return found

    def attack(self, token: Token) -> str | None:
        """The type of an attack made with what the word stands for."""
        return next((self._attacks[k] for k in self.keys(token) if k in self._attacks), None)

    def attack_of_pair(self, first: Token, second: Token) -> str | None:
        """The attack of a weapon of two words that the table joins by a hyphen: *glide bombs*."""
        return next(
            (self._attacks[k] for k in (f"{first.form.lower()}-{w}" for w in self.keys(second)) if k in self._attacks),
            None,
        )

    def attack_by_first_part(self, token: Token) -> str | None:
        """The attack that the first part of a compound tells: *granaat* in *granaatinslag*."""
        if self.language not in COMPOUNDING:
            return None
        word = token.form.lower()
        heads = [w for w in self._attacks if len(w) >= 4 and word.startswith(w) and len(word) > len(w) + 2]
        return self._attacks[max(heads, key=len)] if heads else None


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The words of a lexicon, indexed once."""
    return Words(lexicon)
