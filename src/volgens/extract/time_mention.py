"""What an expression of time says, before anybody asks which day that is."""

from dataclasses import dataclass, fields, replace

DATE, DURATION, SET, REF = "date", "duration", "set", "ref"
Value = int | float | str | bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in the calendar as the words describe it; an empty field is one the words leave open.

    ``year`` to ``minute`` name calendar fields (``weekday`` 1 is Monday, ``part`` a TIMEX3 part of the day: MO MI AF EV NI DT; ``season``
    SP SU FA WI; ``decade`` 199 for the 1990s, ``century`` 18 for the 19th). ``unit`` with ``shift`` counts calendar units from
    here (last month: M, -1); ``unit`` with ``count`` is an amount (three weeks), ``plus`` what is added to it (and a half), ``vague``
    an amount that is not told. ``sign`` says that the amount is a distance: -1 back, 1 ahead. ``base`` is where distances and shifts
    start: the publication day, or ``text`` for the time told before. ``direction`` is past or future where the words say which.
    ``edge`` is START, MID or END of the unit; ``strict`` leaves the starting day itself out;
    ``eve`` means the day before.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    afternoon: bool = False
    edge: str | None = None
    unit: str | None = None
    shift: int | None = None
    count: float | None = None
    plus: float = 0.0
    vague: bool = False
    sign: int | None = None
    base: str = "publication"
    direction: str | None = None
    strict: bool = False
    ordinal: int | None = None
    eve: bool = False
    ref: str | None = None

    @property
    def amount(self) -> float | None:
        """How many units, or None where that is not told; the eighth year is eight."""
        if self.vague:
            return None
        count = self.count if self.count is not None else float(self.ordinal) if self.ordinal else None
        return (count or 0.0) + self.plus if count is not None or self.plus else None

    def with_(self, pairs: "tuple[tuple[str, Value], ...]") -> "Moment":
        return replace(self, **dict(pairs)) if pairs else self  # type: ignore[arg-type]

    def filled_from(self, other: "Moment") -> "Moment":
        """This moment with the calendar fields that it lacks and the other has: 6 (to 11 January)."""
        names = ("year", "month", "unit", "shift", "base", "direction", "afternoon")
        fresh = Moment()
        lacking = {n: getattr(other, n) for n in names if getattr(self, n) == getattr(fresh, n)}
        return replace(self, **lacking)


FIELDS = frozenset(f.name for f in fields(Moment))


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time in the text. ``kind`` is date, duration, set or ref; ``to`` is the end of a range.

    ``relation`` is how it stands to what happens, where a word before it says so (since, until, for, in, ...); ``tense`` that of the verb
    it hangs on: past, perfect, present, future, or empty where that cannot be told. ``rows`` are the lexicon rows that fired, the pattern's first.
    ``said``: the verb tells that something is said, so that the time is that of the telling.
    """

    start: int
    end: int
    text: str
    kind: str
    moment: Moment
    to: Moment | None
    relation: str | None
    tense: str
    sentence: int
    paragraph: int
    rule: str
    rows: tuple[str, ...]
    said: bool = False
