"""The document of what can be asked as data: whole, and true of the answers."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.web.filled import filled
from volgens.export.schemas import components, of_class
from volgens.ledger.filters import known_names
from volgens.model.record import BOUNDS
from volgens.web.app import create


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path: Path = filled(tmp_path_factory.mktemp("api") / "volgens.db")
    with TestClient(create(path), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found = client.get("/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    return dict(found)


def validator(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": document["components"]})


def _ids(client: TestClient) -> dict[str, list[str]]:
    """What to put where a path takes an id."""
    incidents = client.get("/incidents.json").json()["incidents"]
    records = [r["id"] for kind in ("claims", "figures", "events") for r in client.get(f"/{kind}.json").json()[kind]]
    articles = [a["id"] for a in client.get("/articles.json").json()["articles"]]
    reading = client.get("/articles/article-2.json").json()
    others = [r["id"] for kind in ("places", "times") for r in reading[kind]]
    own = [
        r for r, n in Counter(records + others).items() if n == 1
    ]  # the hostile article is another's with its text changed
    kinds = {f"/{kind}": [r for r in own if r.startswith(kind[:-1])] for kind in ("claims", "figures", "events")}
    found = client.get("/sources.json").json()["sources"]
    return {
        "/incidents": [i["id"] for i in incidents],
        "/records": others,
        "/articles": articles,
        "/sources": [quote(s["id"]) for s in found],
        **kinds,
    }


def test_every_route_of_data_is_in_it_and_no_other(client: TestClient, document: dict[str, Any]) -> None:
    paths = {re.sub(r":\w+}", "}", r.path) for r in client.app.routes if isinstance(r, Route)}  # type: ignore[attr-defined]
    data = {p for p in paths if p.endswith((".json", ".csv", ".svg"))}
    assert data - {"/openapi.json"} == set(document["paths"])


def test_every_filter_is_in_it(document: dict[str, Any]) -> None:
    told = {p["name"] for p in document["paths"]["/figures.json"]["get"]["parameters"]}
    assert told >= set(known_names()) | {"limit", "offset", "labels"}


def test_schemas_are_schemas(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    named = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert named <= set(document["components"]["schemas"])


def test_answers_hold_what_the_schemas_say(client: TestClient, document: dict[str, Any]) -> None:
    ids, asked = _ids(client), 0
    for path, item in document["paths"].items():
        if not path.endswith(".json"):
            continue
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        check = validator(document, schema)
        where, _, rest = path.partition("/{id}")
        addresses = [f"{where}/{i}{rest}" for i in ids[where]] if rest else [path]
        assert addresses
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            check.validate(answer.json())
            asked += 1
    assert asked > 40


@pytest.mark.parametrize("address", ["/figures.json?outcome=happy", "/records/none.json", "/articles/none.json"])
def test_refusals_hold_what_the_schema_says(client: TestClient, document: dict[str, Any], address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    validator(document, components()["Error"]).validate(answer.json())


def test_a_field_that_is_not_told_does_not_pass(client: TestClient, document: dict[str, Any]) -> None:
    """The schemas are closed and know the words that a field may hold, so that they cannot come to say less than the answers."""
    found = client.get("/figures.json").json()
    check = validator(
        document, document["paths"]["/figures.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    )
    for change in ({"more_than_told": 1}, {"bound": "happy"}, {"low": "3"}):
        other = {**found, "figures": [{**found["figures"][0], **change}]}
        with pytest.raises(ValidationError):
            check.validate(other)
    less = {k: v for k, v in found["figures"][0].items() if k != "bound"}
    with pytest.raises(ValidationError):
        check.validate({**found, "figures": [less]})
    assert components()["Figure"]["properties"]["bound"]["enum"] == list(BOUNDS)


def test_a_type_without_schema_is_told() -> None:
    from dataclasses import dataclass

    @dataclass
    class Odd:
        x: set[str]

    with pytest.raises(TypeError, match="no schema for"):
        of_class(Odd)
