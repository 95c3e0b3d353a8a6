"""Reading on a real Dask cluster of two processes on this machine."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from tests.scale import readers
from tests.scale.made import article, everything, ident, told
from volgens.cli import main
from volgens.model import Article, VolgensError
from volgens.scale import cluster, work
from volgens.scale.cluster import Cluster

# Dask leaves sockets to the collector when a busy machine makes it connect twice.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def dask_cluster() -> Iterator[LocalCluster]:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=True) as made,
    ):
        yield made


@pytest.fixture
def address(dask_cluster: LocalCluster) -> str:
    return str(dask_cluster.scheduler_address)


def test_read_cluster_makes_the_same_ledger_and_goes_on_from_the_partitions(
    address: str, articles: Path, alone: Path, tmp_path: Path, small: None, capsys
) -> None:
    some = tmp_path / "some.jsonl"
    some.write_text("".join(articles.read_text("utf-8").splitlines(keepends=True)[:20]), "utf-8")
    to = ["--cluster", address, "--partitions", str(tmp_path / "parts")]
    assert main(["read", str(some), *to]) == 0
    assert "Read 20 articles" in capsys.readouterr().err
    assert main(["read", str(articles), *to]) == 1
    err = capsys.readouterr().err
    assert "Read 40 articles" in err
    assert "20 stood there already" in err
    assert "Skipped 1 article: 1 empty (no text)" in err
    assert main(["load", str(tmp_path / "parts"), "--ledger", str(tmp_path / "l.db")]) == 0
    assert everything(tmp_path / "l.db") == everything(alone)


def test_readings_come_in_order_and_a_worker_that_is_killed_loses_nothing(
    dask_cluster: LocalCluster, address: str, small: None
) -> None:
    items: list[Article | work.Known] = [article(k, f"{readers.SLOW}0.02") for k in range(60)]
    items[7:7] = [work.Known(article(900))]
    found = []
    with Cluster(address, readers.Reader, readers.Reader()) as crew:
        for n, some in enumerate(crew.readings(items)):
            found += some
            if n == 1:
                os.kill(dask_cluster.workers[0].pid, signal.SIGKILL)
    assert [ident(f) for f in found] == [ident(i) for i in items]
    assert not any(why for _, why in told(found))


def test_an_article_at_which_workers_die_is_skipped_and_no_other_is_lost(address: str, small: None) -> None:
    items = [article(k, readers.KILLS if k == 7 else "") for k in range(17)]
    with Cluster(address, readers.Parses, readers.Reader()) as crew:
        found = [each for some in crew.readings([*items]) for each in some]
    assert told(found) == [(a.id, "killed" if a.id == "a007" else None) for a in items]


@pytest.mark.parametrize(
    ("make", "expects", "text", "says"),
    [(readers.missing, readers.Reader(), "", "model.onnx: the model is not there; install it"),
     (readers.Reader, readers.Reader(), "wrong", "model.onnx: the model is wrong; mend it"),
     (readers.Reader, readers.Newer(), "", r"a worker reads with something else than is here \(lexicon_hash\)"),
     (partial(int, "no reader"), readers.Reader(), "", "the cluster does not read .ValueError")],
)  # fmt: skip
def test_what_is_wrong_with_every_article_ends_the_run(address: str, make, expects, text: str, says: str) -> None:
    with Cluster(address, make, expects) as crew, pytest.raises(VolgensError, match=says):
        list(crew.readings([article(0, text)]))


@pytest.mark.parametrize(
    ("where", "says"),
    [("tcp://127.0.0.1:1", "the cluster does not answer"), ("none.json", "no address and no file of a scheduler")],
)
def test_a_cluster_that_is_not_there(
    where: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 0.2)
    assert main(["read", "x", "--no-ledger", "--cluster", where]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"volgens: {where}: {says}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "given",
    [["--cluster", "tcp://127.0.0.1:1", "--jobs", "2"], ["--partitions", "x", "--ledger", "y"], ["--partitions", "x", "--no-ledger"]],
)  # fmt: skip
def test_options_that_exclude_each_other(given: list[str], capsys) -> None:
    assert main(["read", "x", *given]) == 2
    assert capsys.readouterr().err.count("\n") == 1
