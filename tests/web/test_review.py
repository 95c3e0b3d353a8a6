"""Deciding in the browser: the same decisions in the same log as on the command line, from forms of our own pages alone."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.ledger.readings import dutch
from volgens.ledger import Ledger
from volgens.ledger.items import record_of
from volgens.web import trust
from volgens.web.app import create

AN = "An de Wit"
CAPTURED = dutch().figures[0]
FIRST = "article-1"


def fields(text: str, form: str = "decide") -> tuple[str, dict[str, list[str]]]:
    """Where a form of a page goes, and what it sends of itself."""
    found = re.search(rf'<form class="{form}" method="post" action="([^"]+)">(.*?)</form>', text, re.S)
    assert found, text
    given: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input[^>]*?name="([^"]+)"(?: value="([^"]*)")?', found[2]):
        given.setdefault(name, []).append(unescape(value))
    for name, options in re.findall(r'<select name="([^"]+)">(.*?)</select>', found[2], re.S):
        given[name] = re.findall(r'<option value="([^"]*)" selected', options)
        assert len(given[name]) == 1, name
    return unescape(found[1]), given


def press(client: TestClient, at: str, do: str, form: str = "decide", **more: str) -> str:
    """Opens a page, fills in its form and presses a button; the address that this leads to."""
    action, given = fields(client.get(at).text, form)
    sent = {**given, "do": do, "by": AN, **more}
    answer = client.post(action, data=sent, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def at(path: Path, record_id: str = CAPTURED.id) -> str:
    return f"/review?article={FIRST}&item={record_id}"


def decided(path: Path) -> list[tuple[str, str, str]]:
    with Ledger(path) as ledger:
        return [(d.action, d.target, d.by) for d in ledger.decisions()]


def test_an_item_stands_beside_its_article(client: TestClient) -> None:
    text = client.get(f"/review?article={FIRST}&item={CAPTURED.id}", headers={"accept-language": "en"}).text
    assert re.search(r'<mark[^>]*class="[^"]*chosen"[^>]*>drie</mark>', text)
    assert "3 mercenaries captured" in text or "3 “huurlingen”" in text or "captured" in text
    assert "Amira Haddad" in text
    assert "Al Hasira" in text
    assert "by 17 March 2025" in text


def test_accept_goes_on_to_the_next_and_the_log_has_who_when_and_why(client: TestClient, path: Path) -> None:
    first = client.get("/review.json").json()
    ids = [i["id"] for i in first["items"]]
    assert (first["article"]["id"], first["at"], first["waiting"]) == (FIRST, ids[0], 0)
    to = press(client, "/review", "accept", reason="stands there")
    assert f"item={ids[1]}" in to
    with Ledger(path) as ledger:
        (made,) = ledger.decisions()
    assert (made.action, made.target, made.by, made.reason) == ("accept", ids[0], AN, "stands there")
    assert made.made > "2025"


def test_to_the_last_of_an_article_and_on_to_the_next(client: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        ids = [record_of(i).id for i in ledger.in_article(FIRST)]
    assert press(client, at(path, ids[-1]), "reject") == "/review?article=article-a"
    assert press(client, at(path), "whole") == "/review?article=article-a"
    with Ledger(path) as ledger:
        assert {f.document.id for f in ledger.to_decide()} == {"article-2", *(f"article-{k}" for k in "abcd")}


def test_the_end_tells_of_what_was_skipped(client: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        last = record_of(ledger.in_article("article-2")[-1]).id
    to = press(client, f"/review?article=article-2&item={last}", "accept")
    text = client.get(to, headers={"accept-language": "en"}).text
    assert "Some before it are still open" in text
    with Ledger(path) as ledger:
        for key in ("article-1", "article-2", *(f"article-{k}" for k in "abcd")):
            ledger.decide("accept", key, by=AN)
    client.cookies.clear()
    assert "nothing here is left" in client.get("/review", headers={"accept-language": "en"}).text


def test_filters_hold_from_item_to_item(client: TestClient) -> None:
    to = press(client, "/review?outcome=killed&publisher=De+Bode", "accept")
    assert "outcome=killed" in to
    assert "publisher=De+Bode" in to
    kinds = {i["document"]["id"] for i in client.get("/review.json?outcome=killed").json()["items"]}
    assert kinds == {"article-a"}


def test_what_was_accepted_is_looked_at_again_one_by_one(client: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.decide("accept", FIRST, by="Bo Smit")
        ids = [record_of(i).id for i in ledger.in_article(FIRST)]
    to = press(client, "/review?status=accepted", "reject")
    assert to == f"/review?status=accepted&article={FIRST}&item={ids[1]}"
    assert press(client, to, "accept").endswith(ids[2])
    assert client.get("/review.json?status=rejected").json()["at"] == ids[0]


def test_correct_and_what_is_refused_keeps_what_was_typed(client: TestClient, path: Path) -> None:
    action, given = fields(client.get(at(path)).text)
    wrong = {**given, "do": "correct", "by": AN, "set.value": "a few", "reason": "een en ander"}
    answer = client.post(action, data=wrong)
    assert answer.status_code == 422
    assert "value cannot be" in answer.text
    assert 'value="a few"' in answer.text
    assert 'value="een en ander"' in answer.text
    assert not decided(path)
    right = {**given, "do": "correct", "by": AN, "set.value": ">=13", "set.party": "Oekraïne", "set.outcome": "missing"}
    assert client.post(action, data=right, follow_redirects=False).status_code == 303
    with Ledger(path) as ledger:
        (found,) = ledger.figures(status="corrected")
    f = found.figure
    assert (f.low, f.high, f.bound, f.party, f.outcome) == (13, None, "at_least", "UKR", "missing")
    assert found.review
    assert {c.field for c in found.review.corrections} == {"high", "low", "best", "bound", "party", "outcome"}


def test_a_form_sent_back_as_it_was_corrects_nothing(client: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        ids = [(i.document.id, record_of(i).id) for i in ledger.to_decide()]
    for article, key in ids:
        action, given = fields(client.get(f"/review?article={article}&item={key}").text)
        answer = client.post(action, data={**given, "do": "correct", "by": AN})
        assert answer.status_code == 422, answer.text
        assert "nothing was changed" in answer.text
    assert not decided(path)


def test_undo_goes_back_to_the_item(client: TestClient, path: Path) -> None:
    press(client, at(path), "reject")
    text = client.get("/review").text
    assert "drie huurlingen gevangengenomen" in text
    to = press(client, "/review", "undo", "last")
    assert f"item={CAPTURED.id}" in to
    assert [a for a, _, _ in decided(path)] == ["reject", "undo"]
    assert 'class="last"' not in client.get("/review").text


def test_one_comes_back_to_where_one_left(client: TestClient, path: Path) -> None:
    client.get("/review?outcome=captured&article=article-1")
    answer = client.get("/review")
    assert answer.url.query == b"outcome=captured&article=article-1"
    assert client.get("/review?article=article-b").status_code == 200
    assert client.get("/review").url.query == b"article=article-b"
    client.get("/review?end=1")
    assert client.get("/review").url.query == b""
    client.cookies.set("place", "article%3Darticle-b%26colour%3Dred", domain="127.0.0.1", path="/review")
    assert client.get("/review").url.query == b"article=article-b"
    client.cookies.set("place", "article%3Dgone", domain="127.0.0.1", path="/review")
    assert client.get("/review").status_code == 200


def test_nobody_decides_without_a_name(client: TestClient, path: Path) -> None:
    action, given = fields(client.get(at(path)).text)
    answer = client.post(action, data={**given, "do": "accept", "by": "  "})
    assert (answer.status_code, "give your name" in answer.text, decided(path)) == (422, True, [])
    client.post(action, data={**given, "do": "accept", "by": "Ilja Öz"})
    assert 'name="by" value="Ilja Öz"' in client.get(at(path)).text


def test_the_name_that_the_program_was_started_with(path: Path) -> None:
    with TestClient(create(path, reviewer=AN), base_url="http://127.0.0.1") as client:
        assert f'name="by" value="{AN}"' in client.get("/review").text


@pytest.mark.parametrize(
    ("headers", "token", "code"),
    [
        ({"origin": "http://evil.example"}, None, 403),
        ({"origin": "http://127.0.0.1:9999"}, None, 403),
        ({"origin": "null"}, None, 403),
        ({"sec-fetch-site": "cross-site"}, None, 403),
        ({"sec-fetch-site": "same-site"}, None, 403),
        ({}, "guessed", 403),
        ({}, "", 403),
        ({"content-type": "text/plain"}, None, 415),
        ({"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}, None, 303),
    ],
)
def test_only_our_own_forms_decide(
    client: TestClient, path: Path, headers: dict[str, str], token: str | None, code: int
) -> None:
    action, given = fields(client.get(at(path)).text)
    sent = {**given, "do": "accept", "by": AN, "token": given["token"] if token is None else token}
    answer = client.post(action, data=sent, headers=headers, follow_redirects=False)
    assert answer.status_code == code
    assert bool(decided(path)) == (code == 303)
    assert answer.headers["content-security-policy"]


def test_what_is_no_form_of_ours(client: TestClient) -> None:
    headers = {"content-type": trust.FORM}
    assert client.post("/review", content=b"x" * (trust.MOST + 1), headers=headers).status_code == 413
    assert client.post("/review", content=b"a=%ff", headers=headers).status_code == 400
    sent = {"token": trust.token(), "do": "destroy", "by": AN}
    assert client.post("/review", data=sent).status_code == 400
    assert client.post("/claims", data=sent).status_code == 405


@pytest.mark.parametrize(
    ("given", "to"),
    [
        ("/records/x", "/records/x"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil", "/"),
        ("/a\nb", "/"),
    ],
)
def test_one_is_led_back_within_these_pages(given: str, to: str) -> None:
    assert trust.within(given) == to


def test_who_did_not_see_another_decision_is_asked(client: TestClient, path: Path) -> None:
    action, given = fields(client.get(at(path)).text)
    with Ledger(path) as ledger:
        bo = ledger.decide("reject", CAPTURED.id, by="Bo Smit", document=FIRST)
    client.post(action, data={**given, "do": "accept", "by": AN})
    (waiting,) = client.get("/settle.json").json()["waiting"]
    assert waiting["kind"] == "disagreement"
    text = client.get("/settle", headers={"accept-language": "en"}).text
    assert text.count('type="radio"') == 2
    press(client, "/settle", "keep", decision=bo.id)
    with Ledger(path) as ledger:
        assert ledger.queue() == []
        assert [f.figure.id for f in ledger.figures(status="rejected")] == [CAPTURED.id]


@pytest.mark.parametrize(("do", "outcome"), [("keep", "captured"), ("take", "detained")])
def test_a_newer_reading_is_settled_with_both_versions_in_sight(
    client: TestClient, path: Path, do: str, outcome: str
) -> None:
    with Ledger(path) as ledger:
        ledger.decide("accept", CAPTURED.id, by="Bo Smit", document=FIRST)
        first = dutch()
        ledger.add(replace(first, figures=(replace(CAPTURED, outcome="detained"), *first.figures[1:])))
    text = client.get("/settle", headers={"accept-language": "en"}).text
    assert re.search(r'<th scope="row">[^<]+</th><td dir="auto">captured</td><td dir="auto">detained</td>', text)
    assert "1 thing to settle" in client.get("/review", headers={"accept-language": "en"}).text
    assert press(client, "/settle", do) == "/settle"
    with Ledger(path) as ledger:
        assert next(f.figure.outcome for f in ledger.figures() if f.figure.id == CAPTURED.id) == outcome
        assert ledger.queue() == []
    assert "Nothing to settle" in client.get("/settle", headers={"accept-language": "en"}).text


def incident_of(path: Path, article: str) -> str:
    with Ledger(path) as ledger:
        return next(i.id for i in ledger.incidents() if article in [h.id for h in i.articles])


def sent(client: TestClient, path: str, do: str, **more: str | list[str]) -> None:
    """Sends one of the forms about an incident."""
    text = client.get(path).text
    form = next(f for f in re.findall(r"<form.*?</form>", text, re.S) if f'value="{do}"' in f)
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    answer = client.post("/review", data={**given, "do": do, "by": AN, **more}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == path


def test_best_number_join_split_and_undo_of_an_incident(client: TestClient, path: Path) -> None:
    lemar, sulem = (incident_of(path, f"article-{k}") for k in "ad")
    sent(client, f"/incidents/{lemar}", "best", figure="killed", best="31")
    text = client.get(f"/incidents/{lemar}", headers={"accept-language": "en"}).text
    assert "chosen by An de Wit" in text
    sent(client, f"/incidents/{lemar}", "join", other=f"http://127.0.0.1/incidents/{sulem}?labels=nl")
    one = client.get(f"/incidents/{lemar}.json").json()
    assert len(one["documents"]) == 4
    with Ledger(path) as ledger:
        account = next(p.account.id for p in ledger.incident(one["id"]).parts if p.head.id == "article-d")
    sent(client, f"/incidents/{one['id']}", "split", account=[account])
    assert len(client.get(f"/incidents/{lemar}.json").json()["documents"]) == 3
    text = client.get(f"/incidents/{lemar}", headers={"accept-language": "en"}).text
    assert text.count('class="inline"') == 3  # each can be taken back
    answer = client.post(
        "/review", data={"token": trust.token(), "by": AN, "do": "split", "id": lemar, "back": f"/incidents/{lemar}"}
    )
    assert answer.status_code == 422
    assert "two parts" in answer.text


def test_one_knows_of_one_s_own_decisions(client: TestClient, path: Path) -> None:
    """Back in the browser, and decided otherwise: a change of mind is no disagreement."""
    action, given = fields(client.get(at(path)).text)
    for do in ("accept", "reject"):
        client.post(action, data={**given, "do": do, "by": AN})
    with Ledger(path) as ledger:
        assert ledger.queue() == []
        assert [f.figure.id for f in ledger.figures(status="rejected")] == [CAPTURED.id]


def test_behind_a_token_nobody_decides_without_it(path: Path) -> None:
    with TestClient(create(path, "secret", ("*",)), base_url="http://10.0.0.5") as client:
        sent = {"token": trust.token(), "do": "accept", "id": CAPTURED.id, "article": FIRST, "by": AN, "back": "/"}
        assert client.post("/review", data=sent).status_code == 401
        client.get("/?token=secret")
        assert client.post("/review", data=sent, follow_redirects=False).status_code == 303
    assert decided(path) == [("accept", CAPTURED.id, AN)]


def test_the_log_of_what_people_decided(client: TestClient, path: Path) -> None:
    sulem = incident_of(path, "article-d")
    with Ledger(path) as ledger:
        first = ledger.decide("reject", CAPTURED.id, by="Bo Smit", reason="<b>niet</b> zo", document=FIRST)
        undone = ledger.undo(first.id, by=AN)
        whole = ledger.decide("accept", "article-2", by=AN)
        best = ledger.decide("correct", sulem, by="Bo Smit", values={"killed": 12})
    found = client.get("/decisions.json").json()["decisions"]
    assert [(d["decision"]["id"], d["stands"]) for d in found] == [
        (best.id, True),
        (whole.id, True),
        (undone.id, True),
        (first.id, False),
    ]
    assert len(client.get("/decisions.json?person=Bo+Smit").json()["decisions"]) == 2
    one = client.get("/decisions.json?limit=1&offset=1").json()
    assert (one["more"], [d["decision"]["id"] for d in one["decisions"]]) == (True, [whole.id])
    text = client.get("/decisions", headers={"accept-language": "en"}).text
    assert "&lt;b&gt;niet" in text
    for to in (f"/figures/{CAPTURED.id}", "/articles/article-2", f"/incidents/{sulem}"):
        assert f'href="{to}' in text
