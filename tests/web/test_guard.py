"""Nobody gets in: other names, other sites, no token, paths out of the folder, too much at once; and what every answer carries."""

import io
import json
import logging
import re
import socket
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.ledger.readings import dutch
from tests.web.serving import served
from volgens.ledger import Ledger
from volgens.web import articles, trust
from volgens.web.app import create
from volgens.web.guard import HEADERS, LONGEST

SECRET = "a-secret-that-nobody-guesses"


def sent(base: str, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """The answer to these very bytes: clients of the usual kind would put them right. Status, headers, body."""
    address = urlsplit(base)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}, body


def get(base: str, path: str, *headers: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    host = () if any(h.lower().startswith("host:") for h in headers) else (f"Host: {urlsplit(base).netloc}",)
    lines = (f"{method} {path} HTTP/1.1", *host, *headers, "Connection: close", "", "")
    return sent(base, "\r\n".join(lines).encode("latin-1"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guard")
    (folder / "secret.txt").write_text("nobody else's", "utf8")
    with Ledger(folder / "volgens.db") as ledger:
        ledger.add(dutch())
    return folder / "volgens.db"


@pytest.fixture(scope="module")
def base(ledger: Path) -> Iterator[str]:
    with served(ledger) as address:
        yield address


@pytest.fixture(scope="module")
def locked(ledger: Path) -> Iterator[str]:
    """Behind a token."""
    with served(ledger, SECRET) as address:
        yield address


# Headers


def test_every_route_carries_the_headers_whatever_it_answers(ledger: Path) -> None:
    with TestClient(create(ledger), base_url="http://127.0.0.1") as client:
        routes = [r for r in client.app.routes if isinstance(r, Route)]  # type: ignore[attr-defined]
        paths = [re.sub(r"{\w+:\w+}", "x", r.path) for r in routes]
        assert len(paths) > 50
        codes = set()
        for path in [*paths, "/none", "/articles/article-", "/static/volgens.css", "/claims?colour=red"]:
            for method in ("GET", "HEAD", "OPTIONS", "DELETE", "POST"):
                answer = client.request(method, path, follow_redirects=False)
                codes.add(answer.status_code)
                for name, value in HEADERS.items():
                    assert answer.headers.get(name) == value, (method, path, name)
                assert answer.headers["cache-control"] == "no-cache, private"
                assert "server" not in answer.headers
        assert codes >= {200, 307, 400, 404, 405, 415}


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    rules = dict(r.strip().partition(" ")[::2] for r in HEADERS["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert {v for name, some in rules.items() for v in some.split()} <= {"'none'", "'self'", "data:"}
    assert rules["script-src"] == rules["style-src"] == "'self'"


@pytest.mark.filterwarnings("ignore")
def test_what_nobody_foresaw_is_not_shown(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("inside /home/somebody")

    monkeypatch.setattr(articles, "listed", fails)
    with TestClient(create(ledger), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        for path in ("/articles", "/articles.json", "/articles.csv"):
            answer = client.get(path, headers={"accept-language": "nl"})
            assert answer.status_code == 500
            assert "somebody" not in answer.text
            assert "Traceback" not in answer.text
            assert "er is niets veranderd" in answer.text
            assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]


# Names: a page whose name is made to lead to this machine (DNS rebinding) comes under its own


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost", "LocalHost:80", "[::1]", "[::1]:8765"])
def test_names_of_this_machine(base: str, host: str) -> None:
    assert get(base, "/claims.json", f"Host: {host}")[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "[::2]",
        "::1",
        "",
        "localhost:80:90",
        "xn--localhost",
    ],
)
def test_other_names_are_refused(base: str, host: str) -> None:
    status, headers, body = get(base, "/claims.json", f"Host: {host}")
    assert status == 400
    assert b"127.0.0.1" in body
    assert b"claim-" not in body
    assert headers["content-security-policy"]


def test_no_name_or_two_are_refused(base: str) -> None:
    assert sent(base, b"GET / HTTP/1.0\r\nConnection: close\r\n\r\n")[0] == 400
    assert get(base, "/", "Host: 127.0.0.1", "Host: evil.example")[0] == 400


# Other sites


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("same-origin", "cors", 200),
        ("none", "navigate", 200),
        ("cross-site", "navigate", 200),  # a link somewhere may lead here
        ("cross-site", "no-cors", 403),
        ("cross-site", "cors", 403),
        ("same-site", "no-cors", 403),  # another program on this machine, under another port
    ],
)
def test_other_sites_load_nothing_from_here(base: str, site: str, mode: str, status: int) -> None:
    for path in ("/claims.json", "/static/icon.svg", "/map.svg"):
        found = get(base, path, f"Sec-Fetch-Site: {site}", f"Sec-Fetch-Mode: {mode}")
        assert found[0] == status
        assert "access-control-allow-origin" not in found[1]


# The token


def test_without_the_token_nothing_is_told(locked: str, ledger: Path) -> None:
    with TestClient(create(ledger), base_url="http://127.0.0.1") as client:
        routes = [r.path for r in client.app.routes if isinstance(r, Route)]  # type: ignore[attr-defined]
    refused = {get(locked, re.sub(r"{\w+:\w+}", "article-1", p))[2] for p in [*routes, "/none"]}
    assert len(refused) == 1  # one line, the same for what is there and what is not
    assert b"token" in refused.pop()


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/?token={SECRET}", (), 303),
        (f"/?token={SECRET}x", (), 401),
        (f"/?token={SECRET[:-1]}", (), 401),
        ("/?token=", (), 401),
        ("/?token=%C3%A9%00%ED%A0%80", (), 401),
        ("/", (f"Cookie: token={SECRET}",), 200),
        ("/", (f"Cookie: a=b; token={SECRET}; c=d",), 200),
        ("/", ("Cookie: token=",), 401),
        ("/", ("Cookie: token=\xe9",), 401),
        ("/", (f"Cookie: TOKEN={SECRET}",), 401),
        ("/?token=wrong", (f"Cookie: token={SECRET}",), 401),
        ("/claims.json", (f"Authorization: Bearer {SECRET}",), 200),
        ("/claims.json", (f"Authorization: Basic {SECRET}",), 401),
        ("/static/volgens.css", (), 401),
    ],
)
def test_the_token(locked: str, path: str, headers: tuple[str, ...], status: int) -> None:
    assert get(locked, path, *headers)[0] == status


def test_the_token_leaves_the_address_at_once_and_is_a_cookie_of_this_site_alone(locked: str) -> None:
    status, headers, _ = get(locked, f"/claims?token={SECRET}&q=a+b")
    assert (status, headers["location"]) == (303, "/claims?q=a+b")
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert headers["cache-control"] == "no-store"
    # No way out through the address, whatever stands in it.
    for path in ("//evil.example/", "/\\evil.example/", "///evil.example/%2e%2e"):
        to = get(locked, f"{path}?token={SECRET}")[1]["location"]
        assert to.startswith("/")
        assert not to.startswith(("//", "/\\"))


def test_the_token_is_in_no_log_and_on_no_page(ledger: Path, caplog: pytest.LogCaptureFixture) -> None:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), caplog.at_level(logging.DEBUG), served(ledger, SECRET) as address:
        get(address, f"/?token={SECRET}")
        get(address, "/?token=wrong-" + SECRET)
        for path in ("/", "/claims", "/review", "/none", "/openapi.json", f"/claims?q={'x' * 20}"):
            assert SECRET.encode() not in get(address, path, f"Cookie: token={SECRET}")[2]
    assert SECRET not in out.getvalue() + caplog.text


def test_tokens_are_compared_in_constant_time(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the library's own comparison: how long it takes tells nothing, which a measurement here could not show."""
    seen = []
    real = trust.hmac.compare_digest
    monkeypatch.setattr("hmac.compare_digest", lambda a, b: seen.append((a, b)) or real(a, b))
    with TestClient(create(ledger, SECRET, ("*",)), base_url="http://10.0.0.5") as client:
        client.get("/?token=wrong")
        client.get("/", headers={"cookie": "token=wrong"})
    assert (b"wrong", SECRET.encode()) in seen
    assert len(seen) >= 2


# Files


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/static/..\\app.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/file:///etc/passwd",
        "/static/vendor/../../app.py",
        "/static/.",
        "/static/vendor",
        "/static/",
        "/static/%00",
        "/static/volgens.css%00.js",
        "/static/" + "a/" * 3000,
        "/static/~root/.ssh/id_rsa",
        "/articles/../../etc/passwd",
        "/articles/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/records/..%2f..%2fetc%2fpasswd",
        "/incidents/..%2f..%2fvolgens.db",
        "/sources/%2e%2e%2fsecret.txt",
        "/../../../../etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_folder(base: str, path: str) -> None:
    status, _, body = get(base, path)
    assert status == 404
    assert b"root:" not in body
    assert b"nobody else's" not in body
    assert b"import " not in body


def test_nothing_but_a_path_is_asked_for(base: str) -> None:
    assert get(base, "http://evil.example/claims.json")[0] in (200, 400, 404)  # as a proxy would be asked: it is none
    assert get(base, "*", method="OPTIONS")[0] in (400, 404, 405)


# Too much


def test_an_address_is_ascii(base: str) -> None:
    """Browsers write other letters with percent signs; the server below takes any byte."""
    assert get(base, "/claims?q=\xee")[0] == 400
    assert get(base, "/claims?q=%C3%AE")[0] == 200


def test_a_long_address_has_a_clear_answer(base: str) -> None:
    status, _, body = get(base, "/claims?q=" + "a" * LONGEST)
    assert status == 414
    assert str(LONGEST).encode() in body
    assert get(base, "/claims?q=" + "a" * (LONGEST - 100))[0] == 200


@pytest.mark.parametrize("told", [True, False], ids=["length told", "in chunks"])
def test_a_form_too_large_is_refused_before_all_of_it_is_read(base: str, told: bool) -> None:
    host = f"Host: {urlsplit(base).netloc}"
    head = [
        "POST /review HTTP/1.1",
        host,
        f"Content-Type: {trust.FORM}",
        f"Content-Length: {10**12}" if told else "Transfer-Encoding: chunked",
        "Connection: close",
        "",
        "",
    ]
    body = b"a=b&" * 1000
    chunk = body if told else b"%x\r\n%s\r\n" % (len(body), body)
    status, headers, answer = sent(base, "\r\n".join(head).encode() + chunk * (1 + trust.MOST // len(body)))
    assert status == 413
    assert str(trust.MOST).encode() in answer
    assert headers["content-security-policy"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"&".join(b"a=1" for _ in range(1000)), 400),  # more fields than any form of ours has
        (b"token=%zz&do=accept", 403),
        (b"\xff\xfe", 400),
        (b"", 403),
        (b"a" * 1000, 403),
    ],
)
def test_forms_that_are_none(base: str, body: bytes, status: int) -> None:
    lines = ["POST /review HTTP/1.1", f"Host: {urlsplit(base).netloc}", f"Content-Type: {trust.FORM}"]
    lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
    assert sent(base, "\r\n".join(lines).encode() + body)[0] == status


@pytest.mark.parametrize(
    "query", ["limit=1001", "limit=-1", "limit=1e3", "offset=-1", "offset=" + "9" * 40, "limit=%D9%A3"]
)
def test_how_many_has_bounds(base: str, query: str) -> None:
    for path in ("/claims.json", "/review.json", "/settle.json", "/decisions.json", "/incidents.json", "/sources.json"):
        status, _, body = get(base, f"{path}?{query}")
        assert status == 400
        assert json.loads(body)["error"]


def test_the_farthest_page_is_empty(base: str) -> None:
    for path in (
        "/claims",
        "/articles",
        "/incidents",
        "/sources",
        "/events",
        "/figures",
        "/decisions",
        "/settle",
        "/map",
    ):
        assert get(base, f"{path}?offset=1000000000")[0] == 200
