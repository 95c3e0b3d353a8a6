"""Who speaks across articles: the same source under several names is one voice, and so is what one outlet copies from another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from volgens.linking.names import words_of
from volgens.linking.offices import described
from volgens.model import Claim, Head
from volgens.model.names import fold


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody heard in articles of one ``language``. ``name`` None: an article itself. ``document_id``, ``publisher``: of an article's own words, and of
    a name that has no letter; who is known by a name is the same in every article."""

    document_id: str | None
    name: str | None
    kind: str
    party: str | None
    actor_id: str | None
    anonymous: bool
    publisher: str | None
    language: str | None

    @classmethod
    def of(cls, head: Head, claim: Claim | None) -> "Voice":
        if claim is None:
            return cls(head.id, None, "media", None, None, False, head.publisher, head.language)
        s = claim.source
        known = s.actor_id or words_of(s.name, head.language)
        where = (None, None) if known else (head.id, head.publisher)
        return cls(where[0], s.name, s.kind, s.party, s.actor_id, claim.anonymous, where[1], head.language)

    @property
    def words(self) -> frozenset[str]:
        """Those that its name is known by in any language."""
        return words_of(self.name, self.language) if self.name else frozenset()

    @property
    def described(self) -> frozenset[str] | None:
        """What it is called by where it has no name, in any language."""
        return described(self.name, self.language) if self.name else None


def origins(voices: Iterable[Voice], texts: Mapping[str, str]) -> dict[Voice, str]:
    """For each voice a key that independent voices do not share; ``texts``: for an article by whom its text is (``whose_text``).

    A known actor is one under all names. Else two voices are one where their names agree, whole or as part of a longer one (*Zahra* in *Amina
    Zahra*), by how they sound, and their sides do not differ, or where they describe in two languages
    one office in one place (*the governor of Kherson*, *de gouverneur van Cherson*); two descriptions without a name (*a resident*) that agree are not counted twice, since nothing says
    that they are two. An article's own words are those of whoever wrote its text first.
    """
    out: dict[Voice, str] = {}
    named: dict[str, list[tuple[frozenset[str], Voice, str]]] = {}  # by each word of the name
    known: dict[tuple[object, ...], str] = {}  # a name that an earlier article has too is who it was there
    offices: dict[frozenset[str], list[tuple[Voice, str]]] = {}  # by what describes them
    entered: set[tuple[object, ...]] = set()
    for v in sorted(set(voices), key=_order):
        words = v.words
        if v.actor_id:
            key = f"actor:{v.actor_id}"
        elif not words:
            key = f"text:{texts.get(v.document_id or '') or v.document_id}"
        elif (same := (words, v.party, v.anonymous)) in known:
            key = known[same]
        else:
            rarest = min((named.get(w, []) for w in sorted(words)), key=len)
            longer = (k for w, other, k in rarest if words <= w and _agree(v, other))
            in_office = (k for other, k in offices.get(v.described or frozenset(), []) if _agree(v, other))
            key = next(longer, None) or next(in_office, f"name:{' '.join(sorted(words))}|{v.party or ''}")
            known[same] = key
            if v.described:
                offices.setdefault(v.described, []).append((v, key))
        out[v] = key
        entry = (words, v.party, v.anonymous, key)
        for word in words if entry not in entered else ():
            named.setdefault(word, []).append((words, v, key))
        entered.add(entry)
    return out


def whose_text(document_id: str, publisher: str | None) -> str:
    """By whom an article is that is no copy: its publisher, or who it was forwarded from; itself where none is known."""
    return fold(publisher or "") or document_id


def _agree(a: Voice, b: Voice) -> bool:
    return a.anonymous == b.anonymous and (a.party is None or b.party is None or a.party == b.party)


def _order(v: Voice) -> tuple[object, ...]:
    """Known actors first, then long names, so that a short name finds the long one."""
    return (
        v.actor_id is None,
        -len(v.words),
        v.name or "",
        v.kind,
        v.party or "",
        v.actor_id or "",
        v.publisher or "",
        v.document_id or "",
        v.anonymous,
        v.language or "",
    )
