"""Pages of one record and of one source, and search: what stands there, and that their addresses last."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from tests.ledger.readings import Builder, dutch, english
from tests.ledger.test_linked import reading
from tests.web.filled import filled
from volgens.export.links import permalink
from volgens.ledger import Ledger
from volgens.model import content_id
from volgens.web.app import create

CAPTURED = dutch().figures[0]
CLAIM = dutch().claims[0]
ENGLISH = {"accept-language": "en"}


def test_a_claim_with_what_hangs_on_it(client: TestClient) -> None:
    found = client.get(f"/claims/{CLAIM.id}.json").json()
    assert found["record"]["id"] == CLAIM.id
    assert [r["id"] for r in found["hung"]] == [CAPTURED.id, dutch().events[0].id]
    text = client.get(f"/claims/{CLAIM.id}", headers=ENGLISH).text
    assert re.search(r'<mark[^>]*chosen"[^>]*>Het leger', text)
    assert f'href="/figures/{CAPTURED.id}?article=article-1' in text
    assert "Een hoge officier" not in text  # another paragraph


def test_a_figure_beside_what_others_say(client: TestClient) -> None:
    (figure,) = reading("b").figures
    found = client.get(f"/figures/{figure.id}.json").json()
    assert {(p["kind"], p["mine"]["record"], p["conflict"]) for p in found["beside"]} == {("numbers", figure.id, True)}
    text = client.get(f"/figures/{figure.id}", headers=ENGLISH).text
    assert "Different numbers" in text
    assert found["incidents"][0]["articles"] == 3
    headline = client.get(f"/incidents/{found['incidents'][0]['id']}", headers=ENGLISH).text
    assert re.search(r"<h1[^>]*>([^<]+)", headline)[1] in text  # type: ignore[index]


def test_a_rule_is_told_once(client: TestClient) -> None:
    rules = re.findall(r"<li>[^<]+<code>([^<]+)</code>", client.get(f"/figures/{CAPTURED.id}").text)
    assert rules
    assert len(rules) == len(set(rules))


def test_an_actor_is_called_by_its_own_name(tmp_path: Path) -> None:
    b = Builder("VN-gezant Hans Grundberg zei dit. VN-gezant Hans Grundberg zei ook dat. De VN melden meer.")
    for name, cue, content in (
        ("VN-gezant Hans Grundberg", "zei", "dit"),
        ("VN-gezant Hans Grundberg", "zei", "dat"),
        ("De VN", "melden", "meer"),
    ):
        b.claim(name, cue, content, kind="un", actor_id="un")
    with Ledger(tmp_path / "v.db") as ledger:
        ledger.add(b.reading())
        (found,) = ledger.sources()
    assert found.name == "De VN"
    assert found.names == ("De VN", "VN-gezant Hans Grundberg")


def test_every_decision_on_it_is_told(client: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        made = ledger.decide("correct", CAPTURED.id, by="Bo Smit", values={"value": "13"}, reason="verteld")
        ledger.undo(made.id, "An de Wit")
        ledger.decide("accept", CAPTURED.id, by="An de Wit")
    found = client.get(f"/figures/{CAPTURED.id}.json").json()
    assert [(h["decision"]["action"], h["stands"]) for h in found["history"]] == [
        ("correct", False),
        ("undo", True),
        ("accept", True),
    ]
    text = client.get(f"/figures/{CAPTURED.id}", headers=ENGLISH).text
    assert "taken back" in text
    assert "accepted by An de Wit" in text


def test_an_address_lasts_when_the_record_is_read_under_another_id(client: TestClient, path: Path) -> None:
    address = permalink("figures", "article-1", CAPTURED)
    now = content_id("figure", "another")
    with Ledger(path) as ledger:
        first = dutch()
        ledger.add(replace(first, figures=(replace(CAPTURED, id=now, outcome="detained"), *first.figures[1:])))
    answer = client.get(address, headers=ENGLISH)
    assert answer.url.path == f"/figures/{now}"
    assert f"{CAPTURED.id} is no longer read under that id" in answer.text
    assert client.get(f"/figures/{CAPTURED.id}").status_code == 404
    assert client.get(f"/figures/{CAPTURED.id}?article=article-1&at=0-x").status_code == 404
    assert client.get(f"/figures/{CAPTURED.id}?article=article-1&at=0-1").status_code == 404


def test_an_address_of_a_place_lasts_too(client: TestClient, path: Path) -> None:
    place = dutch().places[0]
    address = permalink("places", "article-1", place)
    assert client.get(address).url.path == f"/records/{place.id}"
    now = content_id("place", "another")
    with Ledger(path) as ledger:
        first = dutch()
        places = (replace(place, id=now, name="Elsewhere"), *first.places[1:])
        moved = [
            replace(r, place_id=now if r.place_id == place.id else r.place_id) for r in (*first.events, *first.figures)
        ]
        events, figures = moved[: len(first.events)], moved[len(first.events) :]
        ledger.add(replace(first, places=places, events=tuple(events), figures=tuple(figures)))  # type: ignore[arg-type]
    assert client.get(address).url.path == f"/records/{now}"


def test_records_of_other_kinds_have_an_address_too(client: TestClient) -> None:
    assert client.get(f"/records/{CLAIM.id}").url.path == f"/claims/{CLAIM.id}"
    assert client.get(f"/records/{CLAIM.id[:12]}.json").url.path == f"/claims/{CLAIM.id}.json"
    for record in (dutch().places[0], dutch().times[0]):
        text = client.get(f"/records/{record.id}").text
        assert "set." in text  # it can be corrected
        assert client.get(f"/records/{record.id}.json").json()["record"]["id"] == record.id
    assert "set." not in client.get("/records/haddad?article=article-1").text


def test_a_source_s_record(client: TestClient) -> None:
    found = client.get("/sources/haddad.json").json()
    assert {c["id"] for c in found["claims"]} == {CLAIM.id, english().claims[0].id}
    assert found["source"]["names"] == ["General Haddad", "Amira Haddad"]
    assert found["types"]["capture.person"] == 1
    assert found["outcomes"]["captured"] == 1
    text = client.get("/sources/haddad", headers=ENGLISH).text
    assert "Amira Haddad" in text
    assert "drie huurlingen" in text


def test_every_source_of_the_list_has_a_page_with_as_many_claims(tmp_path: Path) -> None:
    with TestClient(create(filled(tmp_path / "v.db")), base_url="http://127.0.0.1") as client:
        some = client.get("/sources.json").json()["sources"]
        assert len({s["id"] for s in some}) == len(some)
        for s in some:
            found = client.get(f"/sources/{quote(s['id'])}.json").json()
            assert found["source"] == s
            assert len(found["claims"]) == s["claims"]
            assert client.get(f"/sources/{quote(s['id'])}").status_code == 200


def test_a_name_of_a_known_actor_leads_to_the_actor(client: TestClient, path: Path) -> None:
    unknown = replace(dutch().claims[0].source, actor_id=None)
    first = dutch()
    other = replace(first, document=replace(first.document, id="article-3"))
    other = replace(other, claims=(replace(first.claims[0], source=unknown), *first.claims[1:]))
    with Ledger(path) as ledger:
        ledger.add(other)
        (found,) = (s for s in ledger.sources() if s.id == "haddad")
    assert found.claims == 3
    assert client.get("/sources/~amira-haddad@YEM").url.path == "/sources/haddad"
    assert len(client.get("/sources/haddad.json").json()["claims"]) == 3
    assert client.get("/sources/~nobody").status_code == 404


def test_a_source_is_held_against_others(client: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        for key, who, n in (("x", "Ministerie A", 4), ("y", "Ministerie B", 9)):
            b = Builder(
                f"{who} zei dat maandag {n} mensen zijn gedood bij een luchtaanval in Lemar.", id=f"article-{key}"
            )
            place = b.place("Lemar", "Lemar", "UA", "town", lat=48.5, lon=37.5)
            said = b.claim(who, "zei", f"maandag {n} mensen zijn gedood bij een luchtaanval in Lemar")
            known = {"place_id": place, "earliest": "2025-03-17", "latest": "2025-03-17", "time_precision": "day"}
            b.event("attack.airstrike", "luchtaanval", "luchtaanval", claim_id=said, **known)
            killed = b.event("kill", "gedood", "gedood", claim_id=said, **known)
            b.figure(f"{n} mensen", str(n), "killed", low=n, high=n, best=n, claim_id=said, event_id=killed, **known)
            ledger.add(b.reading())
    found = client.get("/sources/~ministerie-a.json").json()
    (incident,) = found["incidents"]
    beside = [p for p in incident["beside"] if p["other"]["source"] and p["other"]["source"]["name"] == "Ministerie B"]
    assert [(p["conflict"], p["kind"], p["mine"]["document"]) for p in beside] == [(True, "numbers", "article-x")]
    assert "Ministerie B" in client.get("/sources/~ministerie-a").text


def test_search_looks_through_every_kind(client: TestClient) -> None:
    found = client.get("/search.json?q=luchtaanval").json()
    assert (len(found["articles"]), len(found["incidents"]), len(found["events"])) == (4, 2, 4)
    text = client.get("/search?q=mensen", headers=ENGLISH).text
    assert '<h2 id="figures">' in text
    assert all(not some for some in client.get("/search.json").json().values())
    assert 'href="/events?q=gedood"' in client.get("/search?q=gedood&limit=1").text


def test_status_stands_wherever_the_record_does(tmp_path: Path) -> None:
    with TestClient(create(filled(tmp_path / "v.db")), base_url="http://127.0.0.1", headers=ENGLISH) as client:
        (rejected,) = client.get("/figures.json?status=rejected").json()["figures"]
        article = rejected["document"]["id"]
        assert "rejected by An de Wit: about last year" in client.get(f"/articles/{article}").text
        assert "rejected by An de Wit" in client.get("/figures").text
        assert "corrected" in client.get("/figures?status=corrected").text
        assert rejected["id"] in client.get(f"/articles/{article}.json").json()["reviews"]
        incident = client.get("/incidents.json?place=Lemar").json()["incidents"][0]["id"]
        page = client.get(f"/incidents/{incident}").text
        assert 'class="status rejected"' in page
        assert 'class="status corrected"' in page
