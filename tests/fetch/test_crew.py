import threading
import time

import pytest

from volgens.fetch import Crew
from volgens.fetch.crew import WAITING, Turns


def test_crew_each_host_one_at_a_time_and_hosts_together():
    running: set[str] = set()
    most = 0
    lock = threading.Lock()

    def do(job):
        nonlocal most
        host = job[0]
        with lock:
            assert host not in running
            running.add(host)
            most = max(most, len(running))
        time.sleep(0.01)
        with lock:
            running.discard(host)
        return job[1] * 10

    crew = Crew(do, 4)
    for host in "aaaabbbbcccc":
        crew.add(f"https://{host}.example/", (host, 1))
    found = list(crew)
    assert len(found) == 12
    assert {answer for _, answer in found} == {10}
    assert most == 3


def test_crew_a_slow_host_holds_up_nobody():
    def do(job):
        time.sleep(0.3 if job == "slow" else 0)
        return job

    crew = Crew(do, 2)
    for job in ("slow", "quick"):
        crew.add(f"https://{job}.example/", job)
    assert [answer for _, answer in crew] == ["quick", "slow"]


def test_crew_takes_more_while_it_is_gone_through():
    crew = Crew(lambda job: job, 2)
    crew.add("https://a.example/", 3)
    found = []
    for job, _ in crew:
        found.append(job)
        if job:
            crew.add("https://a.example/", job - 1)
    assert found == [3, 2, 1, 0]


def test_crew_does_not_run_ahead_of_who_takes_the_answers():
    done = []
    crew = Crew(lambda job: done.append(job), 3)
    for k in range(200):
        crew.add(f"https://{k}.example/", k)
    time.sleep(0.1)
    assert len(done) <= WAITING + 3
    assert len(list(crew)) == 200


def test_crew_an_error_of_ours_is_not_lost():
    def do(job):
        raise KeyError(job)

    crew = Crew(do, 1)
    crew.add("https://a.example/", "x")
    with pytest.raises(KeyError):
        list(crew)


def test_crew_closed_leaves_the_rest():
    crew = Crew(lambda job: job, 1)
    for k in range(100):
        crew.add("https://a.example/", k)
    for job, _ in crew:
        if job == 1:
            crew.close()
    assert job < WAITING + 2


def test_turns_wait_until_the_host_may_be_asked_and_wake_when_all_stops():
    turns = Turns()
    assert turns.wait("a")
    turns.asked("a", 0.05)
    start = time.monotonic()
    assert turns.wait("b")
    assert turns.wait("a")
    assert 0.04 < time.monotonic() - start < 0.5
    turns.asked("a", 60)
    threading.Timer(0.05, turns.stop).start()
    assert not turns.wait("a")
    assert time.monotonic() - start < 5
