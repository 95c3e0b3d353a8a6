"""Who says it: sentences and short passages of our own in ``sources.<language>.json``, read by the whole reader.

Each case has a ``text``, maybe a ``publisher``, and the ``claims`` of a careful coder, all of them: a claim too many is an error too.
``says`` is what the claim's content is, or how it begins and ends (``the bridge ... is gone``); a leading article of ``source`` may differ;
``via`` lists a part of the name of each source in between. What a claim does not name is not compared. ``fails`` says what still goes wrong.
"""

import json
from typing import Any

import pytest

from tests.phenomena import DAY, HERE
from volgens.ingest import article_of
from volgens.model import Claim
from volgens.reader import Reader

ARTICLES = ("de", "het", "een", "the", "a", "an")
EDGES = " .,;:“”‘’'\"?!"


def passages() -> list[Any]:
    out = []
    for path in sorted(HERE.glob("sources.*.json")):
        for k, case in enumerate(json.loads(path.read_text("utf-8"))):
            fails = case.get("fails")
            marks = [pytest.mark.xfail(strict=True, reason=fails)] if fails else []
            out.append(pytest.param(path.suffixes[0][1:], case, id=f"{path.stem}-{k}", marks=marks))
    return out


def bare(name: str) -> str:
    first, _, rest = name.partition(" ")
    return (rest if first.lower() in ARTICLES else name).lower()


def says(wanted: str, found: str) -> bool:
    found = found.strip(EDGES)
    begin, gap, end = wanted.partition(" ... ")
    return (
        found.startswith(begin.strip(EDGES)) and found.endswith(end.strip(EDGES))
        if gap
        else found == wanted.strip(EDGES)
    )


def fields(claim: Claim) -> dict[str, Any]:
    return {
        "kind": claim.source.kind,
        "party": claim.source.party,
        "cue": claim.cue.text if claim.cue else None,
        "channel": claim.channel,
        "stance": claim.stance,
        "anonymous": claim.anonymous,
    }


@pytest.mark.parametrize(("language", "case"), passages())
def test_the_claims_of_a_passage(reader: Reader, language: str, case: dict[str, Any]) -> None:
    article = article_of(case["text"], language=language, published=DAY, publisher=case.get("publisher"))
    found = list(reader.read(article).claims)
    shown = "\n".join(f"{c.source.name!r} {fields(c)} {[v.name for v in c.via]} {c.content.text!r}" for c in found)
    for wanted in case["claims"]:
        hit = next(
            (
                c
                for c in found
                if says(wanted["says"], c.content.text) and bare(c.source.name) == bare(wanted["source"])
            ),
            None,
        )
        assert hit is not None, f"no claim {wanted['source']!r}: {wanted['says']!r} in\n{shown}"
        found.remove(hit)
        read = fields(hit)
        for key in read.keys() & wanted.keys():
            assert read[key] == wanted[key], f"{key} of {wanted['says']!r} in\n{shown}"
        via = [v.name for v in hit.via]
        assert len(via) == len(wanted.get("via", [])), f"via {via} of {wanted['says']!r}"
        assert all(part in name for part, name in zip(wanted.get("via", []), via, strict=True)), via
    assert not found, f"too many claims:\n{shown}"


def test_there_are_enough_passages_and_few_that_fail() -> None:
    for language in ("nl", "en"):
        given = json.loads((HERE / f"sources.{language}.json").read_text("utf-8"))
        assert len(given) >= 30
        assert sum("fails" in case for case in given) * 10 <= len(given)
