"""The ledger as RDF: what each source says in a graph of its own, who says it apart from what made the record.

N-Quads, a line a statement, so that it streams. In the graph of a claim (or, for what an article states itself, of the article) stands what is said to have
happened, in the Simple Event Model (SEM). In the default graph stand the mentions (GAF), whose word each graph is and how sure it is put (GRaSP), with
articles, sources and places. In the graph ``/provenance`` stands how the record came about, by PROV-O. Where no vocabulary has a word for a field of the
record its name stands under ``urn:volgens:``.
"""

import re
from typing import BinaryIO
from urllib.parse import quote

from volgens.export.annotations import rests_on
from volgens.export.links import of_article, permalink
from volgens.export.source import Source
from volgens.ledger.found import Paper
from volgens.ledger.items import Item, kind_of, record_of
from volgens.ledger.speaker import source_id
from volgens.model import Claim, Event, Figure, Participant, Place, Review

SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
GAF = "http://groundedannotationframework.org/gaf#"
GRASP = "http://groundedannotationframework.org/grasp#"
FACTUALITY = "http://groundedannotationframework.org/grasp/factuality#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCT = "http://purl.org/dc/terms/"
WGS = "http://www.w3.org/2003/01/geo/wgs84_pos#"
OWN = "urn:volgens:"
GEONAMES = "https://sws.geonames.org/{}/"
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BAD_IN_IRI = re.compile(
    r"%(?![0-9A-Fa-f]{2})|[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]"
)  # what is no URI: IRIs with letters of all scripts are read by few
_BAD_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_NUMBERED = re.compile(r"https?://\[[0-9A-Fa-f:.]+\]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
Term = str | int | float | bool


def iri(text: str) -> str:
    """The text as an IRI, with what one cannot have percent-encoded; a machine may be named by a number in brackets."""
    host = _NUMBERED.match(text)
    start = host[0] if host else ""
    rest = _BAD_IN_IRI.sub(lambda m: quote(m[0].encode("utf-8", "replace"), safe=""), text[len(start) :])
    return f"<{start}{rest}>"


def literal(value: Term, kind: str | None = None, language: str | None = None) -> str:
    """A value as a literal; ``kind``: its type in XML Schema."""
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{XSD}boolean>'
    if isinstance(value, int | float):
        return f'"{value}"^^<{XSD}{"integer" if isinstance(value, int) else "double"}>'
    text = "".join(_ESCAPED.get(c, c) for c in _BAD_IN_TEXT.sub("\ufffd", value))
    return f'"{text}"' + (
        f"@{language}" if language and _LANGUAGE.fullmatch(language) else f"^^<{XSD}{kind}>" if kind else ""
    )


def write(source: Source, out: BinaryIO) -> int:
    """Every record with its article; tells how many records there are."""
    n, article = 0, None
    for item, paper in source.items():
        graphs = Graphs(source.address, item, paper)
        if item.document.id != article:
            article = item.document.id
            graphs.article()
        graphs.record()
        out.write("".join(graphs.lines).encode())
        n += 1
    return n


class Graphs:
    """What is written of one record."""

    def __init__(self, address: str, item: Item, paper: Paper):
        self.address, self.item, self.paper = address, item, paper
        self.lines: list[str] = []
        self._article = address + of_article(item.document.id)
        self._provenance = f"{address}/provenance"

    def _say(self, subject: str, of: str, value: str | None, graph: str | None = None) -> None:
        if value is not None:
            self.lines.append(f"{iri(subject)} {iri(of)} {value}{f' {iri(graph)}' if graph else ''} .\n")

    def _type(self, subject: str, of: str, graph: str | None = None) -> None:
        self._say(subject, RDF + "type", iri(of), graph)

    def article(self) -> None:
        """The article, who published it, and what read it."""
        d, made, here = self.paper.document, self.paper.provenance, self._article
        self._type(here, PROV + "Entity")
        texts = {
            DCT + "title": d.title,
            DCT + "publisher": d.publisher,
            DCT + "language": d.language,
            DCT + "source": d.url,
            OWN + "sha256": d.sha256,
        }
        for of, text in texts.items():
            self._say(here, of, literal(text) if text else None)
        if d.published:
            self._say(here, DCT + "issued", literal(d.published, "dateTime" if len(d.published) > 10 else "date"))
        if made is None:
            return
        run, software = OWN + made.run_id, f"{OWN}software:{made.volgens_version}"
        for subject, kind in ((run, "Activity"), (software, "SoftwareAgent")):
            self._type(subject, PROV + kind, self._provenance)
        self._say(run, PROV + "used", iri(here), self._provenance)
        self._say(run, PROV + "wasAssociatedWith", iri(software), self._provenance)
        for of in ("model_hash", "lexicon_hash", "gazetteer_hash"):
            value = getattr(made, of)
            self._say(run, OWN + of, literal(value) if value else None, self._provenance)

    def record(self) -> None:
        record = record_of(self.item)
        this = self._of(kind_of(self.item), record)
        if isinstance(record, Claim):
            self._claim(record, this)
        elif isinstance(record, Event | Figure):
            said = self.item.claim
            graph = self._of("claims", said) if said else self._article
            place: Place | None = self.item.place  # type: ignore[union-attr]
            if isinstance(record, Event):
                self._event(record, this, graph, place)
            else:
                self._figure(record, this, graph, place)
            self._attribution(this, said, record)
        self._mention(this)
        self._made(this)

    def _of(self, kind: str, record: object) -> str:
        return self.address + permalink(kind, self.item.document.id, record)  # type: ignore[arg-type]

    def _claim(self, c: Claim, this: str) -> None:
        """The claim is the graph of what is said in it; here is whose word it is."""
        speaker = f"{self.address}/sources/{quote(source_id(c), safe='', errors='replace')}"
        self._type(this, OWN + "Claim")
        self._say(this, RDF + "value", literal(c.content.text, language=self.item.document.language))
        self._say(this, GRASP + "wasAttributedTo", iri(speaker))
        self._say(this, OWN + "stance", literal(c.stance))
        self._say(this, OWN + "anonymous", literal(c.anonymous))
        self._say(this, OWN + "channel", literal(c.channel) if c.channel else None)
        self._say(this, OWN + "cue", literal(c.cue.text) if c.cue else None)
        for v in c.via:
            self._say(this, OWN + "via", literal(v.name))
        self._type(speaker, PROV + "Agent")
        self._say(speaker, RDFS + "label", literal(c.source.name))
        self._say(speaker, OWN + "kind", literal(c.source.kind))
        self._say(speaker, OWN + "party", literal(c.source.party) if c.source.party else None)

    def _event(self, e: Event, this: str, graph: str, place: Place | None) -> None:
        self._type(this, SEM + "Event", graph)
        self._say(this, SEM + "eventType", iri(f"{OWN}type:{e.type}"), graph)
        for of, code in (("cameo", e.cameo), ("plover", e.plover), ("acled", e.acled)):
            self._say(this, OWN + of, literal(code) if code else None, graph)
        for role, who in (("agent", e.agent), ("patient", e.patient)):
            if who is not None:
                self._actor(who, this, role, graph)
        self._say(this, OWN + "instrument", literal(e.instrument.text) if e.instrument else None, graph)
        self._when_where(e, this, graph, place)

    def _actor(self, who: Participant, this: str, role: str, graph: str) -> None:
        actor = f"{self._article}#char={who.start},{who.end}"
        self._say(this, SEM + "hasActor", iri(actor), graph)
        self._say(this, OWN + role, iri(actor), graph)
        self._type(actor, SEM + "Actor", graph)
        self._say(actor, RDFS + "label", literal(who.text), graph)
        self._say(actor, OWN + "party", literal(who.party) if who.party else None, graph)

    def _figure(self, f: Figure, this: str, graph: str, place: Place | None) -> None:
        self._type(this, OWN + "Figure", graph)
        for of in ("outcome", "unit", "bound", "low", "high", "best", "party"):
            value = getattr(f, of)
            self._say(this, OWN + of, literal(value) if value is not None else None, graph)
        self._say(this, OWN + "counted", literal(f.counted.text) if f.counted else None, graph)
        event: Event | None = self.item.event  # type: ignore[union-attr]
        self._say(this, OWN + "of", iri(self._of("events", event)) if event else None, graph)
        self._when_where(f, this, graph, place)

    def _when_where(self, r: Event | Figure, this: str, graph: str, place: Place | None) -> None:
        for of, day in (("hasEarliestBeginTimeStamp", r.earliest), ("hasLatestEndTimeStamp", r.latest)):
            self._say(this, SEM + of, literal(day, "date") if day else None, graph)
        if place is None:
            return
        where = GEONAMES.format(place.geonames_id) if place.geonames_id else self._of("places", place)
        self._say(this, SEM + "hasPlace", iri(where), graph)
        self._type(where, SEM + "Place")
        self._say(where, RDFS + "label", literal(place.name))
        self._say(where, OWN + "kind", literal(place.kind))
        self._say(where, OWN + "country", literal(place.country) if place.country else None)
        if place.kind != "country" and place.lat is not None and place.lon is not None:
            self._say(where, WGS + "lat", literal(float(place.lat)))
            self._say(where, WGS + "long", literal(float(place.lon)))

    def _attribution(self, this: str, said: Claim | None, r: Event | Figure) -> None:
        """Whose word it is, how sure it is put, and whether it is said to be so at all."""
        event = r if isinstance(r, Event) else self.item.event  # type: ignore[union-attr]
        mention, attribution = self._words(), f"{this}#attribution"
        self._say(mention, GRASP + "hasAttribution", iri(attribution))
        self._type(attribution, GRASP + "Attribution")
        certainty = event.certainty if event else None
        self._say(attribution, RDF + "value", iri(FACTUALITY + certainty.upper()) if certainty else None)
        self._say(attribution, RDF + "value", iri(FACTUALITY + r.polarity.upper()))
        if said is not None:
            speaker = f"{self.address}/sources/{quote(source_id(said), safe='', errors='replace')}"
            self._say(attribution, GRASP + "wasAttributedTo", iri(speaker))
            self._say(attribution, OWN + "claim", iri(self._of("claims", said)))
        self._say(attribution, PROV + "wasAttributedTo", iri(self._article))

    def _words(self) -> str:
        words = rests_on(self.item)
        return f"{self._article}#char={words.start},{words.end}"  # RFC 5147; the text is that of the article's page

    def _mention(self, this: str) -> None:
        mention = self._words()
        self._say(this, GAF + "denotedBy", iri(mention))
        self._type(mention, GAF + "Mention")
        self._say(mention, RDFS + "label", literal(rests_on(self.item).text, language=self.item.document.language))
        self._say(mention, DCT + "isPartOf", iri(self._article))

    def _made(self, this: str) -> None:
        """What made the record, and the person who decided on it."""
        graph, made = self._provenance, self.paper.provenance
        self._type(this, PROV + "Entity", graph)
        self._say(this, PROV + "wasDerivedFrom", iri(self._words()), graph)
        self._say(this, PROV + "wasGeneratedBy", iri(OWN + made.run_id) if made else None, graph)
        review: Review | None = self.item.review
        if review is not None and review.decision and review.by:
            decision, person = OWN + review.decision, f"{OWN}person:{quote(review.by, safe='', errors='replace')}"
            self._type(decision, PROV + "Activity", graph)
            self._type(person, PROV + "Person", graph)
            self._say(person, RDFS + "label", literal(review.by), graph)
            self._say(decision, PROV + "wasAssociatedWith", iri(person), graph)
            self._say(decision, PROV + "used", iri(this), graph)
            self._say(decision, PROV + "endedAtTime", literal(review.made, "dateTime") if review.made else None, graph)
            self._say(this, OWN + "status", literal(review.status), graph)
