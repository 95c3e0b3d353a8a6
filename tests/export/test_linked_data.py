"""RDF, Web Annotations, schema.org and GeoJSON: loaded with what their users load them with."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.filled import ADDRESS, filled, source
from volgens.export import annotations, geojson, rdf
from volgens.export.formats import FORMATS
from volgens.ledger import Ledger
from volgens.linking import Spot
from volgens.model.record import PLACE_KINDS

PREFIXES = """PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX grasp: <http://groundedannotationframework.org/grasp#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX dct: <http://purl.org/dc/terms/> PREFIX v: <urn:volgens:>
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("linked") / "volgens.db") as opened:
        yield opened


def written(ledger: Ledger, name: str, **words: str) -> bytes:
    out = io.BytesIO()
    FORMATS[name].write(source(ledger, **words), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def store(ledger: Ledger) -> Any:
    oxigraph = pytest.importorskip("pyoxigraph")
    made = oxigraph.Store()
    made.load(written(ledger, "rdf"), format=oxigraph.RdfFormat.N_QUADS)
    return made


def ask(store: Any, query: str) -> set[tuple[str | None, ...]]:
    return {tuple(None if v is None else v.value for v in row) for row in store.query(PREFIXES + query)}


def test_who_says_what_is_a_graph_with_its_source(store: Any) -> None:
    said = """SELECT ?who ?outcome ?low WHERE {
        GRAPH ?claim { ?f a v:Figure ; v:outcome ?outcome ; v:low ?low }
        ?claim grasp:wasAttributedTo ?source . ?source rdfs:label ?who }"""
    assert ("Amira Haddad", "captured", "2") in ask(store, said)  # as a person corrected it
    assert ("General Haddad", "injured", "2") in ask(store, said)


def test_what_the_article_states_itself_stands_in_its_own_graph(store: Any) -> None:
    itself = (
        "SELECT ?low WHERE { GRAPH ?a { ?f v:outcome 'destroyed' ; v:low ?low } ?a dct:title 'Two wounded near Tarim' }"
    )
    assert ask(store, itself) == {("12",)}


def test_an_event_leads_to_its_words_and_how_sure_they_are(store: Any) -> None:
    words = """SELECT ?words ?value WHERE { GRAPH ?g { ?e sem:eventType <urn:volgens:type:deploy> } ?e gaf:denotedBy ?m .
        ?m rdfs:label ?words ; grasp:hasAttribution ?a . ?a rdf:value ?value ; v:claim ?g }"""
    factuality = "http://groundedannotationframework.org/grasp/factuality#"
    text = "4.000 tot 5.000 manschappen naar de provincie zijn gestuurd"
    assert ask(store, words) == {(text, factuality + "POSSIBLE"), (text, factuality + "POSITIVE")}


def test_a_denied_act_is_negative_in_its_attribution_not_in_what_is_told(store: Any) -> None:
    denied = """SELECT ?who WHERE { ?claim v:stance "denies" ; grasp:wasAttributedTo ?s . ?s rdfs:label ?who .
        GRAPH ?claim { ?e a sem:Event } ?e gaf:denotedBy/grasp:hasAttribution/rdf:value ?v . FILTER(STRENDS(STR(?v), "NEGATIVE")) }"""
    assert ask(store, denied) == {("De opstandelingen",)}


def test_what_made_a_record_is_apart_from_who_speaks(store: Any) -> None:
    made = f"SELECT DISTINCT ?kind WHERE {{ GRAPH <{ADDRESS}/provenance> {{ ?r prov:wasGeneratedBy/prov:wasAssociatedWith/a ?kind }} }}"
    assert ask(store, made) == {("http://www.w3.org/ns/prov#SoftwareAgent",)}
    people = f"""SELECT ?name ?status WHERE {{ GRAPH <{ADDRESS}/provenance> {{ ?d prov:wasAssociatedWith/rdfs:label ?name ; prov:used ?r . ?r v:status ?status }} }}"""
    assert ask(store, people) == {("An de Wit", "corrected"), ("Bo Smit", "rejected")}
    assert not ask(store, "SELECT ?x WHERE { ?claim grasp:wasAttributedTo ?x . GRAPH ?g { ?x a prov:SoftwareAgent } }")


def test_every_record_is_in_it(ledger: Ledger, store: Any) -> None:
    records = f"SELECT ?r WHERE {{ GRAPH <{ADDRESS}/provenance> {{ ?r prov:wasDerivedFrom ?m }} }}"
    assert len(ask(store, records)) == len(list(source(ledger).items()))


def test_a_country_has_no_point(store: Any) -> None:
    points = (
        "PREFIX geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> SELECT ?kind WHERE { ?p v:kind ?kind ; geo:lat ?lat }"
    )
    assert {k for (k,) in ask(store, points)} == {"city", "town"}


@given(st.text(max_size=20), st.sampled_from([None, "nl", "not a tag", ""]))
def test_any_text_is_a_literal(text: str, language: str | None) -> None:
    oxigraph = pytest.importorskip("pyoxigraph")
    line = f"{rdf.iri('urn:x:' + text)} {rdf.iri('urn:p')} {rdf.literal(text, language=language)} .\n"
    (quad,) = oxigraph.parse(line.encode(), format=oxigraph.RdfFormat.N_QUADS)
    assert rdf.iri("http://[::1]:8765/a[b]") == "<http://[::1]:8765/a%5Bb%5D>"
    kept = "".join("\ufffd" if rdf._BAD_IN_TEXT.match(c) else c for c in text)
    assert quad.object.value == kept


def test_annotations_quote_the_text_where_they_say(ledger: Ledger) -> None:
    document = json.loads(written(ledger, "annotations"))
    assert (document["@context"], document["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    items = document["first"]["items"]
    texts = {f"https://example.org/{a.document.id}": p.document.text for a, p in source(ledger).papers()}
    assert len(items) == len(list(source(ledger).items()))
    assert len({i["id"] for i in items}) == len(items)
    for i in items:
        text = texts[i["target"]["source"]]
        quote, place = i["target"]["selector"]
        assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "") in text
        assert i["target"]["state"]["cached"].startswith(f"{ADDRESS}/articles/")
        assert i["body"][0]["value"]
        assert i["type"] == "Annotation"


def test_masked_words_are_found_by_position_alone(ledger: Ledger) -> None:
    item, paper = next(source(ledger).items())
    (only,) = annotations.selectors(annotations.rests_on(item), paper.document.text, masked=True)
    assert only["type"] == "TextPositionSelector"


def test_claims_of_schema_org_are_never_reviews(ledger: Ledger) -> None:
    document = json.loads(written(ledger, "schemaorg"))
    assert document["@context"] == "https://schema.org"
    claims = document["@graph"]
    assert {c["@type"] for c in claims} == {"Claim"}
    assert len(claims) == len(list(ledger.claims()))
    haddad = next(c for c in claims if c["author"]["name"] == "Amira Haddad")
    assert haddad["appearance"]["headline"] == "Leger meldt gevangenen"
    assert haddad["description"] == "states, “zei” · Telegram"
    assert haddad["@id"].startswith(f"{ADDRESS}/claims/claim-")
    assert b"ClaimReview" not in written(ledger, "schemaorg")


def test_incidents_are_points_where_they_are_known(ledger: Ledger) -> None:
    document = json.loads(written(ledger, "geojson"))
    assert document["type"] == "FeatureCollection"
    by_place = {f["properties"]["place_name"]: f for f in document["features"]}
    assert by_place["Lemar"]["geometry"] == {"type": "Point", "coordinates": [37.5, 48.5]}
    assert by_place["Lemar"]["properties"]["killed_high"] == 31
    assert all(f["properties"]["permalink"] == f"{ADDRESS}/incidents/{f['id']}" for f in document["features"])
    assert by_place[None]["geometry"] is None


@pytest.mark.parametrize("kind", PLACE_KINDS)
def test_an_area_is_drawn_as_one_and_a_country_not_at_all(kind: str) -> None:
    spot = Spot("x", kind, "UA", None, 48.0, 37.0, None)
    made = geojson.geometry(spot)
    if kind == "country":
        assert made is None
    elif kind in ("facility", "town", "city"):
        assert made == {"type": "Point", "coordinates": [37.0, 48.0]}
    else:
        assert made is not None
        (ring,) = made["coordinates"]
        assert ring[0] == ring[-1]
        area = sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))
        assert area > 0  # against the clock, as RFC 7946 wants it
        top = max(y for _, y in ring)
        assert (top - 48.0) * 111.2 == pytest.approx(geojson.RADIUS[kind], rel=0.02)
    assert geojson.geometry(replace(spot, lat=None)) is None
    assert kind in ("country", "facility", "town", "city") or geojson.geometry(replace(spot, lon=179.99)) is None
