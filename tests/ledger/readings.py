"""Readings made by hand, with every field of the record in use somewhere."""

from dataclasses import dataclass, field, replace
from typing import Any

from volgens.model import (
    Actor,
    Base,
    Claim,
    Codes,
    Cue,
    Derived,
    Document,
    Event,
    Figure,
    Mention,
    Participant,
    Place,
    Provenance,
    Reading,
    Reason,
    Source,
    Span,
    Time,
    Via,
    content_id,
    text_hash,
)

PROVENANCE = Provenance("run-1", "0.1.0", "m" * 64, "l" * 64)


@dataclass
class Builder:
    """A reading piece by piece; words are looked up in the text, the ``nth`` time that they occur."""

    text: str
    id: str = "article-1"
    language: str = "nl"
    title: str | None = "Leger meldt gevangenen"
    publisher: str | None = "De Waarnemer"
    published: str | None = "2025-03-17"
    claims: list[Claim] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    warnings: tuple[str, ...] = ()

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words), words)

    def participant(
        self, words: str, party: str | None = None, actor_id: str | None = None, nth: int = 0
    ) -> Participant:
        s = self.span(words, nth)
        return Participant(s.text, s.start, s.end, party, actor_id)

    def claim(
        self,
        name: str,
        cue: str,
        content: str,
        stance: str = "states",
        kind: str = "government",
        nth: int = 0,
        **more: Any,
    ) -> Claim:
        source = self.span(more.pop("mention", name))
        said = self.span(cue, nth)
        given = {
            "channel": None,
            "via": (),
            "anonymous": False,
            "because": (Reason("claim.dat_clause", "nl/reporting.tsv:12"),),
            **more,
        }
        party, actor_id = given.pop("party", None), given.pop("actor_id", None)
        claim = Claim(
            content_id("claim", "claim", self.id, len(self.claims)),
            Source(name, kind, party, actor_id, source.start, source.end),
            Cue(said.start, said.end, cue, given.pop("lemma", "zeggen")),
            content=self.span(content),
            stance=stance,
            **given,
        )
        self.claims.append(claim)
        return claim

    def figure(self, quote: str, number: str, outcome: str, counted: str | None = None, **more: Any) -> Figure:
        around = self.span(quote)

        def within(words: str) -> Span:
            start = around.start + quote.index(words)
            return Span(start, start + len(words), words)

        given = {
            "low": None,
            "high": None,
            "best": None,
            "bound": "exact",
            "unit": "person",
            "party": None,
            "polarity": "positive",
            **more,
        }
        given = {k: getattr(v, "id", v) if k.endswith("_id") else v for k, v in given.items()}
        given.setdefault("because", (Reason("figure.outcome_verb", "nl/outcomes.tsv:3"), Reason("figure.plain")))
        figure = Figure(
            content_id("figure", "figure", self.id, len(self.figures)),
            within(number),
            around,
            outcome=outcome,
            counted=within(counted) if counted else None,
            **given,
        )
        self.figures.append(figure)
        return figure

    def event(self, type_: str, trigger: str, quote: str, nth: int = 0, **more: Any) -> Event:
        given = {"plover": "ASSAULT", "cameo": "19", "acled": "Armed clash", "agent": None, "patient": None, "instrument": None,
                 "certainty": "certain", "polarity": "positive", **more}  # fmt: skip
        given = {k: getattr(v, "id", v) if k.endswith("_id") else v for k, v in given.items()}
        given.setdefault("because", (Reason("event.verb", "nl/events.tsv:8"),))
        event = Event(
            content_id("event", "event", self.id, len(self.events)),
            self.span(trigger, nth),
            self.span(quote),
            type_,
            **given,
        )
        self.events.append(event)
        return event

    def place(self, words: str, name: str, country: str | None, kind: str = "city", nth: int = 0, **more: Any) -> Place:
        s = self.span(words, nth)
        given = {"admin1": None, "lat": None, "lon": None, "precision": kind, "geonames_id": None, **more}
        place = Place(
            content_id("place", "place", self.id, len(self.places)),
            s.start,
            s.end,
            words,
            name,
            country,
            kind=kind,
            **given,
        )
        self.places.append(place)
        return place

    def time(
        self, words: str, value: str, earliest: str | None, latest: str | None, anchor: str = "publication"
    ) -> Time:
        s = self.span(words)
        time = Time(content_id("time", "time", self.id, len(self.times)), s.start, s.end, words, value, earliest, latest, anchor,
                    (Reason("time.weekday", "nl/date_words.tsv:5"),))  # fmt: skip
        self.times.append(time)
        return time

    def actor(self, id_: str, name: str, kind: str, party: str | None, *aliases: str) -> None:
        mentions = tuple(Mention(s.start, s.end) for s in [self.span(name)])
        codes = Codes("GOV", f"{party}GOV", "1")
        self.actors.append(
            Actor(id_, name, kind, party, aliases, mentions, codes, (Reason("actor.known", "shared/actors.tsv:9"),))
        )

    def reading(self) -> Reading:
        document = Document(
            self.id, self.language, self.title, self.text, self.publisher, f"https://example.org/{self.id}", self.published,
            "2025-03-18T08:00:00Z", text_hash(self.text), "CC BY 4.0", None,
        )  # fmt: skip
        lists = (self.claims, self.figures, self.events, self.places, self.times, self.actors)
        return Reading(document, *(tuple(x) for x in lists), self.warnings, PROVENANCE)  # type: ignore[arg-type]


DUTCH = """Het leger heeft drie huurlingen gevangengenomen bij Al-Hasira, zei generaal Amira Haddad in een bericht op Telegram.

Meer dan 30 procent van de 1.250 vierkante kilometer die de opstandelingen in het voorjaar innamen, is heroverd.

Een hoge officier zei vorige maand dat een paar honderd strijders gedood of gewond zijn geraakt.

De opstandelingen ontkenden dat zij burgers hebben gedood in Tarim. Er zouden 4.000 tot 5.000 manschappen naar de provincie zijn gestuurd, meldt Noordpers op gezag van het ministerie van Defensie."""


def dutch() -> Reading:
    """An article in Dutch with a bit of everything."""
    b = Builder(DUTCH)
    hasira = b.place("Al-Hasira", "Al Hasira", "YE", admin1="Al Mahwit", lat=15.5, lon=43.5, geonames_id=101, nth=0)
    tarim = b.place("Tarim", "Tarīm", "YE", "town", admin1="Hadramaut", lat=16.05, lon=49.0, geonames_id=102)
    yemen = b.place("provincie", "Yemen", "YE", "country", lat=15.5, lon=47.5, geonames_id=103)
    b.time("in het voorjaar", "2025-SP", "2025-03-01", "2025-05-31")
    b.time("vorige maand", "2025-02", "2025-02-01", "2025-02-28", "relative")
    b.actor("haddad", "Amira Haddad", "military", "YEM", "Haddad", "generaal Amira Haddad")
    said = b.claim("Amira Haddad", "zei", "Het leger heeft drie huurlingen gevangengenomen bij Al-Hasira", kind="military", party="YEM",
                   actor_id="haddad", channel="Telegram")  # fmt: skip
    officer = b.claim("Een hoge officier", "zei", "een paar honderd strijders gedood of gewond zijn geraakt", "estimates", "military",
                      nth=1, anonymous=True)  # fmt: skip
    denied = b.claim("De opstandelingen", "ontkenden", "zij burgers hebben gedood in Tarim", "denies", "armed_group", party="Houthi",
                     lemma="ontkennen")  # fmt: skip
    sent = b.claim("het ministerie van Defensie", "op gezag van", "4.000 tot 5.000 manschappen naar de provincie zijn gestuurd",
                   party="YEM", via=(Via("Noordpers", "agency"), Via("De Waarnemer", "media", "NLD")), lemma="op gezag van")  # fmt: skip
    army = b.participant("Het leger", "YEM")
    caught = b.event("capture.person", "gevangengenomen", "Het leger heeft drie huurlingen gevangengenomen", claim_id=said, place_id=hasira,
                     agent=army, patient=b.participant("drie huurlingen"), latest="2025-03-17")  # fmt: skip
    b.event(
        "retake.territory",
        "heroverd",
        "is heroverd",
        earliest="2025-03-01",
        latest="2025-03-17",
        time_precision="month",
    )
    killed = b.event("kill", "gedood", "een paar honderd strijders gedood of gewond", claim_id=officer, earliest="2025-02-01",
                     latest="2025-02-28", time_precision="month", patient=b.participant("een paar honderd strijders"))  # fmt: skip
    b.event("kill", "gedood", "zij burgers hebben gedood in Tarim", nth=1, claim_id=denied, polarity="negative", place_id=tarim,
            agent=b.participant("zij", "Houthi"), patient=b.participant("burgers"))  # fmt: skip
    sending = b.event("deploy", "gestuurd", "4.000 tot 5.000 manschappen naar de provincie zijn gestuurd", claim_id=sent, certainty="possible",
                      place_id=yemen, instrument=b.span("manschappen"))  # fmt: skip
    b.figure("drie huurlingen gevangengenomen", "drie", "captured", "huurlingen", low=3, high=3, best=3, claim_id=said, event_id=caught,
             place_id=hasira, latest="2025-03-17")  # fmt: skip
    b.figure("Meer dan 30 procent van de 1.250 vierkante kilometer die de opstandelingen in het voorjaar innamen, is heroverd", "30 procent",
             "retaken", low=30, best=30, bound="at_least", unit="percent", of=Base(1250, "km2"), derived=Derived(375, None, "km2"),
             earliest="2025-03-01", latest="2025-03-17", time_precision="month")  # fmt: skip
    b.figure("een paar honderd strijders gedood of gewond", "een paar honderd", "killed_or_injured", "strijders", low=200, high=999,
             bound="order", claim_id=officer, event_id=killed, earliest="2025-02-01", latest="2025-02-28", time_precision="month")  # fmt: skip
    b.figure("4.000 tot 5.000 manschappen naar de provincie zijn gestuurd", "4.000 tot 5.000", "deployed", "manschappen", low=4000,
             high=5000, bound="range", party="YEM", claim_id=sent, event_id=sending, place_id=yemen)  # fmt: skip
    b.warnings = ("the spring of 2025 is not over on the day of publication",)
    return b.reading()


ENGLISH = """Two fighters were wounded near Tarim on 20 March 2025, according to General Haddad.

“We saw an explosion,” a resident said. At least 12 homes in Sana’a were destroyed."""


def english() -> Reading:
    """A second article, on the same places and by the same general, in English."""
    b = Builder(ENGLISH, "article-2", "en", "Two wounded near Tarim", "The Observer Post", "2025-03-21")
    tarim = b.place("Tarim", "Tarīm", "YE", "town", admin1="Hadramaut", lat=16.05, lon=49.0, geonames_id=102)
    sanaa = b.place("Sana’a", "Sanaa", "YE", "city", lat=15.35, lon=44.2, geonames_id=104)
    b.time("20 March 2025", "2025-03-20", "2025-03-20", "2025-03-20", "explicit")
    b.actor("haddad", "General Haddad", "military", "YEM", "Haddad")
    said = b.claim("General Haddad", "according to", "Two fighters were wounded near Tarim on 20 March 2025", kind="military", party="YEM",
                   actor_id="haddad", lemma="according to")  # fmt: skip
    b.claim("a resident", "said", "We saw an explosion", kind="witness", lemma="say", anonymous=True)
    day = {"earliest": "2025-03-20", "latest": "2025-03-20", "time_precision": "day"}
    hurt = b.event("injure", "wounded", "Two fighters were wounded near Tarim", claim_id=said, place_id=tarim, **day)
    b.event(
        "damage.infrastructure",
        "destroyed",
        "At least 12 homes in Sana’a were destroyed",
        place_id=sanaa,
        certainty="probable",
    )
    b.figure(
        "Two fighters were wounded",
        "Two",
        "injured",
        "fighters",
        low=2,
        high=2,
        best=2,
        claim_id=said,
        event_id=hurt,
        place_id=tarim,
        **day,
    )
    b.figure("At least 12 homes in Sana’a were destroyed", "12", "destroyed", "homes", low=12, best=12, bound="at_least", unit="building",
             place_id=sanaa)  # fmt: skip
    return b.reading()


def skipped(id_: str = "article-3") -> Reading:
    """An article that could not be read."""
    document = Document(id_, None, None, "", None, "https://example.org/gone", None, None, text_hash(""), None,
                        {"reason": "missing", "detail": "no such file"})  # fmt: skip
    return Reading(document)


def with_lexicon(reading: Reading, lexicon_hash: str) -> Reading:
    """The same as another lexicon would have it: one event fewer."""
    made_by = replace(PROVENANCE, lexicon_hash=lexicon_hash, run_id=f"run-{lexicon_hash}")
    kept = tuple(e for e in reading.events if e.type != "retake.territory")
    return replace(reading, events=kept, provenance=made_by)
