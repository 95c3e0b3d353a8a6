"""Addresses, feeds and versions from the command line, with a site on this machine and the real reader."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.ingest.test_web import item, page, rss
from tests.site import Answer, Site, serving
from volgens.cli import main
from volgens.cli.watch import Watch, ended_like_ctrl_c
from volgens.ledger import Ledger

LINE = "Bij een Russische raketaanval op een markt in Charkov zijn zaterdag zeker {n} mensen gedood, zei gouverneur Oleh Synjehoebov."
MORE = "De hulpdiensten zoeken onder het puin van twee gebouwen naar overlevenden."
DENIAL = "Het ministerie van Defensie ontkende dat het leger een raket heeft afgevuurd."
HEAD = '<meta property="og:site_name" content="De Krant"><meta property="article:published_time" content="2025-01-11T09:00:00+01:00">'
WEB = ("--allow-private", "--delay", "0")


@pytest.fixture
def site(tmp_path, monkeypatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOLGENS_LEDGER", "t.db")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with serving() as found:
        yield found


def write(site: Site, n: int, *more: str) -> str:
    return site.page("/markt", page(LINE.format(n=n), MORE, *more, head=HEAD))


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_read_addresses_and_go_on_where_it_stopped(site, capsys, tmp_path):
    listed = tmp_path / "lijst.txt"
    listed.write_text(f"{write(site, 31)}\n{site.at('/weg')}\n")
    code, _, err = run(capsys, "read", "--urls", "lijst.txt", *WEB)
    assert code == 1
    assert f"skipped {site.at('/weg')}: there is no such page (HTTP 404)" in err
    assert "Read 1 article in" in err
    assert "Skipped 1 article: 1 not_found (no such page)" in err
    _, _, err = run(capsys, "read", "--urls", "lijst.txt", *WEB)
    assert "Read 0 articles" in err
    assert "1 stood there already" in err
    assert site.paths() == ["/markt", "/weg", "/weg"]


def test_read_asks_for_nothing_private_unless_told_to(site, capsys):
    code, _, err = run(capsys, "read", write(site, 31), "--no-ledger")
    assert code == 1
    assert "1 private (an address that is not on the public internet)" in err
    assert site.asked == []


def test_a_page_that_changed_is_a_new_version(site, capsys):
    address = write(site, 31)
    run(capsys, "read", address, *WEB)
    write(site, 43, DENIAL)
    run(capsys, "read", address, "--max-age", "0", *WEB)
    _, out, _ = run(capsys, "articles", "--json")
    (newest,) = (json.loads(line)["id"] for line in out.splitlines())
    _, out, _ = run(capsys, "versions", "--json")
    found = json.loads(out)
    assert found["article"] == newest
    first, second = found["versions"]
    assert (first["newest"], second["newest"], second["document"]["id"]) == (False, True, newest)
    figure = second["changes"][0]
    assert (figure["what"], figure["fields"][0]) == ("changed", {"field": "low", "old": 31, "new": 43})
    assert figure["source_after"]["name"] == "gouverneur Oleh Synjehoebov"
    assert {"old": None, "new": DENIAL} in second["passages"]
    older = first["document"]["id"]
    _, out, _ = run(capsys, "versions", older, "--labels", "nl", "--text")
    flat = " ".join(out.split())
    assert "~ minstens 31 mensen gedood ⇒ minstens 43 mensen gedood · gouverneur Oleh Synjehoebov" in flat
    assert "ontkent “het leger een raket heeft afgevuurd”" in flat
    assert f"+ | {DENIAL}" in flat
    _, out, _ = run(capsys, "articles", older, "--labels", "en")
    assert "at least 31 people killed" in out
    assert f"An earlier version. What it says now: {newest}" in out
    code, out, _ = run(capsys, "explain", figure["old"]["id"], "--labels", "en")
    assert code == 0
    assert "zeker 31 mensen" in out
    _, out, _ = run(capsys, "articles", newest, "--labels", "en")
    assert f"`volgens versions {newest}`" in out
    _, out, _ = run(capsys, "figures", "--outcome", "killed", "--json")
    assert [json.loads(line)["low"] for line in out.splitlines()] == [43]
    _, out, _ = run(capsys, "incidents", "--json")
    killed = [i["figures"]["killed"] for i in map(json.loads, out.splitlines()) if "killed" in i["figures"]]
    assert [(k["low"], k["sources"]) for k in killed] == [(43, 1)]


def test_versions_of_what_never_changed(site, capsys):
    run(capsys, "read", write(site, 31), *WEB)
    _, out, _ = run(capsys, "versions", "--labels", "en")
    assert out == "No article in t.db has changed.\n"
    _, out, _ = run(capsys, "versions", "article-", "--labels", "en")
    assert "1 version\n" in out
    assert run(capsys, "versions", "niets")[0] == 1


def test_watch_once_reads_what_is_new_and_then_nothing(site, capsys):
    feed = rss(item(write(site, 31)), item(site.at("/weg")))
    site.answers["/feed"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml", "ETag": '"1"'})
    code, out, err = run(capsys, "watch", "--once", site.at("/feed"), *WEB)
    assert code == 1
    assert out.startswith("+ De Krant · Doden bij aanval op markt · article-")
    assert "Watched 1 feed: 1 read · 1 skipped, into t.db" in err
    site.answers["/feed"] = lambda asked: Answer(b"", 304) if asked.headers.get("if-none-match") == '"1"' else Answer(b"", 500)  # fmt: skip
    code, out, err = run(capsys, "watch", "--once", site.at("/feed"), *WEB)
    assert (code, out) == (0, "")
    assert "Watched 1 feed: 0 read" in err
    assert site.paths() == ["/feed", "/markt", "/weg", "/feed"]


def test_watch_a_feed_that_fails_is_asked_less_often(site, capsys):
    code, _, err = run(capsys, "watch", "--once", site.at("/niets"), *WEB)
    assert code == 1
    assert "1 not_found" in err
    run(capsys, "watch", "--once", site.at("/niets"), *WEB)
    with Ledger("t.db") as ledger:
        visit = ledger.visit(site.at("/niets"))
        assert visit is not None
        assert (visit.reason, visit.failures) == ("not_found", 2)
        watch = Watch([site.at("/niets")], None, None, ledger, None, 60, False)  # type: ignore[arg-type]
        assert watch._failures(site.at("/niets")) == 2
        assert watch._failures("geen adres") == 10


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_watch_goes_on_until_it_is_ended_and_ends_cleanly(site):
    address = write(site, 31)
    command = [sys.executable, "-m", "volgens.cli", "watch", address, "--every", "0.01", *WEB]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("+ De Krant")
        write(site, 43)
        assert process.stdout.readline().startswith("~ De Krant")
        end = time.monotonic() + 10
        before = len(site.paths())
        while len(site.paths()) < before + 2 and time.monotonic() < end:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "Watched 1 feed: 2 read, into t.db" in err
    assert "Traceback" not in err
    with Ledger("t.db") as ledger:
        (article,) = ledger.articles()
        assert len(ledger.versions(article.document.id)) == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_watch_a_scheduler_that_ends_it_means_what_ctrl_c_means():
    with pytest.raises(KeyboardInterrupt), ended_like_ctrl_c():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize("arguments", [["--every", "0"], ["--every", "x"], ["--delay", "-1"], []])
def test_watch_wrong_usage_is_one_line(capsys, arguments):
    assert main(["watch", *(["https://example.org/feed"] if arguments else []), *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1
