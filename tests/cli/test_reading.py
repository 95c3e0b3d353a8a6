"""The run over articles with a reader that stands in for the real one, which is slow and subject of tests of its own."""

import json
from pathlib import Path

import pytest

from volgens.cli.reading import Run
from volgens.ingest import Inputs, Words
from volgens.ledger import Ledger
from volgens.model import Article, Document, InputError, Provenance, Reading, VolgensError

WORDS = Words.load()
TEXTS = [
    "Het leger viel het dorp aan.",
    "Er vielen drie doden bij de brug.",
    "De burgemeester ontkent dat.",
    "Het bleef een rustige nacht.",
]


class Reader:
    """Reads nothing but keeps count; ``trouble`` maps an article's text to what happens at it."""

    def __init__(self, version: str = "1", **trouble: BaseException):
        self.version, self.trouble, self.read_texts = version, trouble, []

    def provenance(self, article: Article) -> Provenance:
        return Provenance(f"run-{article.id}", self.version, "m", "l")

    def read(self, article: Article, parsed: object = None) -> Reading:
        if article.skipped:
            return Reading(Document.of(article))
        self.read_texts.append(article.text)
        if article.id in self.trouble:
            raise self.trouble[article.id]
        return Reading(Document.of(article), provenance=self.provenance(article))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": f"a{k}", "text": t}) + "\n" for k, t in enumerate(TEXTS)), "utf8")
    return path


def run(
    reader: Reader,
    path: Path,
    ledger: Ledger | None = None,
    as_json: bool = True,
    again: bool = False,
) -> int:
    return Run(reader, ledger, as_json, again).all(Inputs([str(path)], WORDS))  # type: ignore[arg-type]


def test_run_prints_one_reading_a_line(articles, capsys):
    assert run(Reader(), articles) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["document"]["text"] for line in out.splitlines()] == TEXTS
    assert err.startswith("Read 4 articles in ")


def test_run_an_error_in_one_article_is_a_skip_and_the_others_are_read(articles, capsys):
    reader = Reader(a1=ValueError("two\nlines"), a2=InputError("language", "cannot be read", "a2", "do this"))
    assert run(reader, articles) == 1
    out, err = capsys.readouterr()
    documents = [json.loads(line)["document"] for line in out.splitlines()]
    assert [d["skipped"] and d["skipped"]["reason"] for d in documents] == [None, "failed", "language", None]
    assert (
        documents[1]["skipped"]["detail"] == f"{articles}:2: ValueError: two lines; report it with what --debug shows"
    )
    assert f"volgens: skipped {articles}:2: ValueError: two lines" in err
    assert "Traceback" not in err
    assert (
        "Skipped 2 articles: 1 failed (an error in Volgens itself), 1 language (a language that cannot be read yet)"
        in err
    )


def test_run_where_an_error_comes_from_goes_to_the_log(articles, caplog):
    caplog.set_level("DEBUG", "volgens")
    run(Reader(a1=ValueError("x")), articles)
    assert "Traceback" in caplog.text


def test_run_wrong_words_or_model_stop_the_run(articles):
    with pytest.raises(VolgensError):
        run(Reader(a1=VolgensError("the model is missing")), articles)


def test_run_again_reads_nothing_that_the_ledger_has(articles, tmp_path, capsys):
    with Ledger(tmp_path / "l.db") as ledger:
        run(Reader(), articles, ledger)
        first = capsys.readouterr().out
        second = Reader()
        assert run(second, articles, ledger) == 0
        out, err = capsys.readouterr()
        assert second.read_texts == []
        assert out == first  # the readings are printed all the same
        assert "Read 0 articles" in err
        assert "4 stood there already" in err

        newer, forced = Reader(version="2"), Reader(version="2")
        run(newer, articles, ledger)
        assert newer.read_texts == TEXTS
        run(forced, articles, ledger, again=True)
        assert forced.read_texts == TEXTS


def test_run_an_article_with_another_date_is_read_again(articles, tmp_path, capsys):
    from volgens.ingest import Defaults

    with Ledger(tmp_path / "l.db") as ledger:
        run(Reader(), articles, ledger)
        reader = Reader()
        Run(reader, ledger, True, False).all(Inputs([str(articles)], WORDS, Defaults(published="2025-01-11")))  # type: ignore[arg-type]
        assert reader.read_texts == TEXTS


def test_run_stopped_keeps_what_is_done_and_goes_on(articles, tmp_path, capsys):
    with Ledger(tmp_path / "l.db") as ledger:
        assert run(Reader(a2=KeyboardInterrupt()), articles, ledger) == 1
        assert "Stopped; what was read is kept, and the same command goes on from there" in capsys.readouterr().err
        rest = Reader()
        assert run(rest, articles, ledger) == 0
        assert rest.read_texts == TEXTS[2:]


def test_run_a_file_without_text_leaves_nothing_in_the_ledger(tmp_path, capsys):
    with Ledger(tmp_path / "l.db") as ledger:
        assert run(Reader(), tmp_path / "missing.txt", ledger) == 1
        assert list(ledger.readings()) == []
    assert json.loads(capsys.readouterr().out)["document"]["skipped"]["reason"] == "missing"


def test_run_files_that_are_no_articles_are_counted(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXTS[0])
    for name in ("b.jpg", "c.jpg", "README"):
        (tmp_path / name).write_text("x")
    assert run(Reader(), tmp_path) == 0
    assert "Passed over files that are no articles: 2 .jpg, 1 no ending" in capsys.readouterr().err


def test_run_who_looks_at_the_ledger_sees_how_far_it_is(articles, tmp_path, monkeypatch):
    monkeypatch.setattr("volgens.ledger.running.OFTEN", 0)
    seen = []
    with Ledger(tmp_path / "volgens.db") as ledger:
        reader = Reader()
        read, reader.read = reader.read, lambda article, _=None: (seen.extend(ledger.running()), read(article))[1]
        run(reader, articles, ledger)
        assert ledger.running() == []
    assert [(r.done, r.total) for r in seen] == [(0, 4), (1, 4), (2, 4), (3, 4)]
