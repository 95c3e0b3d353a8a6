"""What a newer version of an article says otherwise."""

from dataclasses import replace
from typing import Any

from tests.ledger.readings import Builder
from volgens.linking.changes import compare
from volgens.model import Reading

GOVERNOR = "Gouverneur Petro Kravets zei dat zeker {n} mensen zijn gedood."
MAYOR = "De burgemeester meldde dat negen huizen zijn verwoest."
ARMY = "Het leger ontkende dat het heeft geschoten."


def made(*said: tuple[str, Any], text: str | None = None, **more: Any) -> Reading:
    """A reading of sentences: the governor with a number, the mayor, the army."""
    lines = [line.format(n=n) for line, n in said]
    b = Builder("\n".join(lines), **more)
    nth = 0
    for (line, n), full in zip(said, lines, strict=True):
        if line == GOVERNOR:
            claim = b.claim("Petro Kravets", "zei", full[full.index("zeker") : -1], nth=nth)
            b.figure(f"zeker {n} mensen", str(n), "killed", "mensen", claim_id=claim, low=n, best=n, bound="at_least")
            nth += 1
        elif line == MAYOR:
            claim = b.claim("De burgemeester", "meldde", "negen huizen zijn verwoest")
            b.figure("negen huizen", "negen", "destroyed", "huizen", claim_id=claim, low=9, high=9, best=9, unit="household")  # fmt: skip
        else:
            b.claim("Het leger", "ontkende", "het heeft geschoten", stance="denies", kind="military")
    return b.reading()


def changes(old: Reading, new: Reading) -> list[tuple[str, str]]:
    return [(c.kind, c.what) for c in compare(old, new).changes]


def test_the_same_text_says_the_same() -> None:
    one = made((GOVERNOR, 31), (MAYOR, None), (ARMY, None))
    found = compare(one, replace(one, document=replace(one.document, id="article-2")))
    assert (found.changes, found.passages, found.about) == ((), (), ())


def test_31_became_43() -> None:
    old, new = made((GOVERNOR, 31), (MAYOR, None)), made((GOVERNOR, 43), (MAYOR, None))
    found = compare(old, new)
    figure, claim = found.changes
    assert (figure.kind, figure.what) == ("figures", "changed")
    assert figure.fields == (("low", 31, 43), ("best", 31, 43))
    assert [c.source.name for c in figure.said_by if c] == ["Petro Kravets"] * 2
    assert (claim.kind, claim.what, [f[0] for f in claim.fields]) == ("claims", "changed", ["content"])
    assert found.passages == ((GOVERNOR.format(n=31), GOVERNOR.format(n=43)),)


def test_added_and_dropped() -> None:
    old, new = made((GOVERNOR, 31), (MAYOR, None)), made((ARMY, None), (GOVERNOR, 31))
    assert changes(old, new) == [("figures", "dropped"), ("claims", "added"), ("claims", "dropped")]
    assert compare(old, new).passages == ((None, ARMY), (MAYOR, None))


def test_a_live_blog_puts_the_new_number_beside_the_old() -> None:
    old, new = made((GOVERNOR, 31)), made((GOVERNOR, 43), (GOVERNOR, 31))
    added = compare(old, new).changes[0]
    assert (added.what, added.new.low, added.stands.low) == ("added", 43, 31)  # type: ignore[union-attr]


def test_a_number_in_another_mouth() -> None:
    old, new = made((GOVERNOR, 31)), made((GOVERNOR, 31))
    claims = tuple(replace(c, source=replace(c.source, name="het ministerie")) for c in new.claims)
    figure, claim = compare(old, replace(new, claims=claims)).changes
    assert figure.fields == claim.fields == (("source", "Petro Kravets", "het ministerie"),)


def test_another_number_in_another_mouth_in_the_same_words() -> None:
    """*11, zeiden artsen* became *minstens 19, zei het ministerie*: one figure that changed, not one dropped and one added."""
    old, new = made((GOVERNOR, 31), (ARMY, None)), made((GOVERNOR, 43), (ARMY, None))
    claims = tuple(replace(c, source=replace(c.source, name="het ministerie")) if c.stance == "states" else c for c in new.claims)  # fmt: skip
    figure, claim = compare(old, replace(new, claims=claims)).changes
    assert [f[0] for f in figure.fields] == ["low", "best", "source"]
    assert [f[0] for f in claim.fields] == ["content", "source"]


def test_a_claim_that_is_taken_back() -> None:
    old = made((ARMY, None))
    new = replace(old, claims=tuple(replace(c, stance="confirms") for c in old.claims))
    (change,) = compare(old, new).changes
    assert change.fields == (("stance", "denies", "confirms"),)


def test_figures_of_which_nothing_is_said_are_only_paired_by_what_they_count() -> None:
    def counting(words: str, number: str, counted: str, unit: str = "person") -> Reading:
        b = Builder(words)
        b.figure(words, number, "none", counted, low=int(number), high=int(number), best=int(number), unit=unit)
        return b.reading()

    assert changes(counting("300 inwoners", "300", "inwoners"), counting("12 agenten", "12", "agenten")) == [("figures", "added"), ("figures", "dropped")]  # fmt: skip
    assert changes(counting("300 inwoners", "300", "inwoners"), counting("310 inwoners", "310", "inwoners")) == [("figures", "changed")]  # fmt: skip


def test_what_is_said_of_the_article_itself() -> None:
    old, new = made((MAYOR, None)), made((MAYOR, None), title="Nu met een andere kop", published="2025-03-18")
    assert [f[0] for f in compare(old, new).about] == ["title", "published"]


def test_events_with_other_people_days_or_places() -> None:
    def with_event(**values: Any) -> Reading:
        b = Builder("Soldaten vielen het dorp aan. Twee auto's reden weg.")
        b.event("attack.other", "vielen", "Soldaten vielen het dorp aan", agent=b.participant("Soldaten"), **{"earliest": None, "latest": None, "time_precision": "unknown", **values})  # fmt: skip
        return b.reading()

    (change,) = compare(with_event(), with_event(earliest="2025-03-17", latest="2025-03-17")).changes
    assert [f[0] for f in change.fields] == ["earliest", "latest"]
    (change,) = compare(with_event(), with_event(certainty="possible")).changes
    assert change.fields == (("certainty", "certain", "possible"),)
