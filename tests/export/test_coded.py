"""Incidents in the columns of ACLED and UCDP GED, as their users load them and their coders read them."""

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.export.filled import ADDRESS, filled, source
from tests.ledger.readings import Builder
from volgens.export.columns_acled import ACLED
from volgens.export.columns_ucdp import UCDP
from volgens.export.formats import FORMATS
from volgens.export.happening import ARMED, PEOPLE, arms_in, weapon_in
from volgens.export.ucdp import priogrid, region
from volgens.ledger import Ledger
from volgens.lexicon.shared import shared
from volgens.model import Reading

# As the two projects publish them; nothing of ours may change these.
ACLED_ORDER = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2
interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities tags
timestamp""".split()  # noqa: SIM905
UCDP_ORDER = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name
side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date source_headline
source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity
date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob""".split()  # noqa: SIM905
DAY = {"earliest": "2025-03-17", "latest": "2025-03-17", "time_precision": "day"}


def told(
    text: str,
    kind: str,
    trigger: str,
    agent: tuple[str, str] | None = None,
    patient: tuple[str, str | None] | None = None,
    dead: str | None = None,
    key: str = "x",
    stance: str | None = None,
    where: tuple[str, str, str] | None = ("Lemar", "UA", "town"),
    **more: Any,
) -> Reading:
    """An article of one sentence, in which one thing happens."""
    b = Builder(
        text, id=f"article-{key}", title=f"Stuk {key}", publisher=f"Krant {key}", published="2025-03-18T08:00:00"
    )
    known = dict(DAY)
    if where:
        known["place_id"] = b.place(where[0], where[0], where[1], where[2], admin1="Rusov", lat=48.5, lon=37.5)
    if stance:
        known["claim_id"] = b.claim("de minister", "zei", text.split(", zei")[0], stance)
    roles = {"agent": b.participant(*agent) if agent else None, "patient": b.participant(*patient) if patient else None}
    event = b.event(kind, trigger, trigger, **roles, **{**known, **more})
    if dead:
        number, counted = dead.split(" ", 1)
        value = float(number)
        b.figure(dead, number, "killed", counted, low=value, high=value, best=value, event_id=event, **known)
    return b.reading()


def coded(name: str, folder: Path, *readings: Reading) -> list[dict[str, str]]:
    with Ledger(folder / "coded.db") as ledger:
        ledger.add_all(readings)
        return rows(ledger, name)


def rows(ledger: Ledger, name: str, **words: str) -> list[dict[str, str]]:
    out = io.BytesIO()
    FORMATS[name].write(source(ledger, **words), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("coded") / "volgens.db") as opened:
        yield opened


def test_columns_stand_in_the_order_of_their_projects() -> None:
    assert (list(ACLED.names), len(ACLED_ORDER)) == (ACLED_ORDER, 31)
    assert (list(UCDP.names), len(UCDP_ORDER)) == (UCDP_ORDER, 49)


def test_an_air_strike_that_three_papers_tell_is_one_row(ledger: Ledger) -> None:
    (row,) = [r for r in rows(ledger, "acled") if r["location"] == "Lemar"]
    assert {
        k: row[k] for k in ("event_date", "year", "time_precision", "event_type", "sub_event_type", "disorder_type")
    } == {
        "event_date": "2025-03-17",
        "year": "2025",
        "time_precision": "1",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "disorder_type": "Political violence",
    }
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("Civilians (Ukraine)", "7", "70")
    assert (row["fatalities"], row["tags"]) == ("27", "reported fatalities=27-31; conflicting accounts=1")
    assert (row["iso"], row["country"], row["geo_precision"], row["source"]) == (
        "804",
        "Ukraine",
        "1",
        "De Waarnemer; Ons Nieuws; De Bode",
    )
    assert row["event_id_cnty"].startswith("VOLGENS-")
    assert row["notes"].endswith(f" {ADDRESS}/incidents/account-{row['event_id_cnty'].removeprefix('VOLGENS-')}")
    assert row["civilian_targeting"] == ""  # that people were hit does not say that they were aimed at


def test_nobody_gives_a_number_of_dead_and_none_is_given(tmp_path: Path) -> None:
    strike = told("In Lemar viel een bom op een brug.", "attack.airstrike", "bom")
    assert coded("acled", tmp_path, strike)[0]["fatalities"] == ""
    assert coded("ucdp", tmp_path, strike) == []


def test_ucdp_has_low_and_high_of_what_is_claimed_and_best_by_a_rule_alone(ledger: Ledger) -> None:
    lemar, sulem = sorted(
        (r for r in rows(ledger, "ucdp") if r["country"] == "Ukraine"), key=lambda r: r["where_coordinates"]
    )
    assert (lemar["low"], lemar["high"], lemar["best"], lemar["deaths_unknown"]) == ("27", "31", "", "")
    assert (lemar["deaths_a"], lemar["deaths_b"], lemar["deaths_civilians"]) == ("", "", "27")
    assert (sulem["low"], sulem["high"], sulem["best"]) == ("12", "12", "")
    assert (lemar["number_of_sources"], lemar["source_office"]) == ("3", "De Waarnemer;Ons Nieuws;De Bode")
    assert (lemar["where_prec"], lemar["date_prec"], lemar["event_clarity"]) == ("1", "1", "1")
    assert (lemar["country_id"], lemar["region"], lemar["priogrid_gid"]) == ("369", "Europe", str(priogrid(48.5, 37.5)))
    assert lemar["geom_wkt"] == "POINT (37.5 48.5)"
    assert lemar["relid"].startswith(f"{ADDRESS}/incidents/account-")
    assert int(lemar["id"]) > 10**15


def test_a_reviewer_chooses_the_best_number(tmp_path: Path) -> None:
    with filled(tmp_path / "volgens.db") as ledger:
        found = next(i for i in ledger.incidents(place="Lemar"))
        ledger.decide("correct", found.id, by="An de Wit", values={"killed": 31})
        assert [r["best"] for r in rows(ledger, "ucdp", place="Lemar")] == ["31"]
        assert [r["deaths_unknown"] for r in rows(ledger, "ucdp", place="Lemar")] == ["4"]
        assert [r["fatalities"] for r in rows(ledger, "acled", place="Lemar")] == ["31"]


@pytest.mark.parametrize("stance", ["denies", "threatens", "demands", "expects", "promises"])
def test_what_is_not_said_to_have_happened_is_no_row(tmp_path: Path, stance: str) -> None:
    text = "In Lemar zijn 12 mensen gedood, zei de minister."
    assert coded("acled", tmp_path, told(text, "kill", "gedood", dead="12 mensen", stance=stance)) == []
    assert coded("ucdp", tmp_path, told(text, "kill", "gedood", dead="12 mensen", stance=stance)) == []


def test_an_attack_is_on_civilians_a_battle_or_neither_by_whom_it_hits(tmp_path: Path) -> None:
    cases = {
        "burgers": ("Violence against civilians", "Attack", "Civilian targeting"),
        "soldaten": ("Battles", "Armed clash", ""),
        "vrachtwagens": ("", "", ""),
    }
    for k, (word, wanted) in enumerate(cases.items()):
        (tmp_path / word).mkdir()
        attack = told(
            f"In Lemar zijn 12 {word} aangevallen.",
            "attack.other",
            "aangevallen",
            patient=(f"12 {word}", None),
            key=str(k),
        )
        (row,) = coded("acled", tmp_path / word, attack)
        assert (row["event_type"], row["sub_event_type"], row["civilian_targeting"]) == wanted
        assert row["disorder_type"] == "Political violence"


def test_a_weapon_tells_what_attack_it_was(tmp_path: Path) -> None:
    killed = told(
        "Een Russische raket doodde in Lemar 11 mensen.",
        "kill",
        "doodde",
        ("Een Russische raket", "RUS"),
        ("11 mensen", None),
        "11 mensen",
    )
    (row,) = coded("acled", tmp_path, killed)
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (row["actor1"], row["inter1"], row["interaction"]) == (
        "Russia",
        "8",
        "78",
    )  # abroad a state is an external force


def test_taken_land_is_regained_by_the_government_and_overtaken_by_others(tmp_path: Path) -> None:
    for party, word, wanted in (
        ("UKR", "Oekraïense", "Government regains territory"),
        ("RUS", "Russische", "Non-state actor overtakes territory"),
    ):
        (tmp_path / party).mkdir()
        taken = told(f"{word} troepen namen Lemar in.", "capture.territory", "namen", (f"{word} troepen", party))
        assert coded("acled", tmp_path / party, taken)[0]["sub_event_type"] == wanted
    (tmp_path / "none").mkdir()
    (row,) = coded("acled", tmp_path / "none", told("Lemar is ingenomen.", "capture.territory", "ingenomen"))
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "")


def test_a_state_against_a_group_is_state_based_with_the_government_first(tmp_path: Path) -> None:
    text = "Bij Lemar doodden strijders van Al-Shabaab 9 soldaten."
    fight = told(
        text,
        "clash",
        "doodden",
        ("strijders van Al-Shabaab", "Al-Shabaab"),
        ("9 soldaten", "SOM"),
        "9 soldaten",
        where=("Lemar", "SO", "town"),
    )
    (row,) = coded("ucdp", tmp_path, fight)
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("1", "Government of Somalia", "Al-Shabaab")
    assert (row["gwnoa"], row["gwnob"], row["dyad_name"]) == ("520", "", "Government of Somalia - Al-Shabaab")
    (row,) = coded("acled", tmp_path, fight)
    assert (row["actor1"], row["actor2"], row["interaction"]) == ("Al-Shabaab", "Somalia", "12")


def test_dead_of_both_sides_are_no_two_numbers_of_one(tmp_path: Path) -> None:
    text = "Bij Lemar doodden strijders van Al-Shabaab 9 soldaten, zei de minister. Zelf verloren ze 5 strijders, zei de groep."
    b = Builder(text, id="article-x", publisher="Krant", published="2025-03-18T08:00:00")
    known = {**DAY, "place_id": b.place("Lemar", "Lemar", "SO", "town", admin1="Rusov", lat=2.5, lon=45.5)}
    roles = {"agent": b.participant("strijders", "Al-Shabaab"), "patient": b.participant("9 soldaten", "SOM")}
    event = b.event("clash", "doodden", "doodden", **roles, **known)
    sides = (("de minister", "9 soldaten", "SOM"), ("de groep", "5 strijders", "Al-Shabaab"))
    for who, quote, party in sides:
        n, counted = quote.split()
        said = b.claim(who, "zei", quote)
        b.figure(
            quote,
            n,
            "killed",
            counted,
            low=float(n),
            high=float(n),
            best=float(n),
            party=party,
            claim_id=said,
            event_id=event,
            **known,
        )
    (row,) = coded("ucdp", tmp_path, b.reading())
    assert (row["deaths_a"], row["deaths_b"], row["low"], row["high"], row["best"]) == ("9", "5", "14", "14", "")
    (row,) = coded("acled", tmp_path, b.reading())
    assert row["fatalities"] == "14"


def test_dead_people_do_not_make_it_one_sided(tmp_path: Path) -> None:
    shelled = told(
        "Het leger beschoot Lemar, 12 mensen kwamen om.",
        "attack.shelling",
        "beschoot",
        ("Het leger", "UKR"),
        dead="12 mensen",
    )
    (row,) = coded("ucdp", tmp_path, shelled)
    assert (row["type_of_violence"], row["side_a"], row["side_b"], row["deaths_civilians"]) == (
        "",
        "Government of Ukraine",
        "",
        "12",
    )


def test_a_country_is_no_point_for_acled_and_the_sixth_precision_for_ucdp(tmp_path: Path) -> None:
    strike = told(
        "In Oekraïne doodde een bom 12 mensen.",
        "attack.airstrike",
        "bom",
        dead="12 mensen",
        where=("Oekraïne", "UA", "country"),
    )
    (row,) = coded("acled", tmp_path, strike)
    assert [row[k] for k in ("location", "latitude", "longitude", "geo_precision", "country")] == [
        "",
        "",
        "",
        "",
        "Ukraine",
    ]
    assert coded("ucdp", tmp_path, strike)[0]["where_prec"] == "6"


def test_cells_of_prio_grid_are_those_of_its_codebook() -> None:
    assert (priogrid(-90, -180), priogrid(90, 180)) == (1, 259200)
    assert priogrid(-89.75, 179.75) == 720
    assert priogrid(0.25, 0.25) == 180 * 720 + 361
    assert priogrid(12.05, 13.05) == 147267  # the cell of 12-12.5 N, 13-13.5 E: (205 - 1) * 720 + 387


def test_parts_of_the_world_follow_from_the_numbers_of_states() -> None:
    numbers = {r.iso2: int(r.gwno) for r in shared("state_codes") if r.gwno is not None}
    assert {c: region(numbers[c]) for c in ("UA", "SY", "EG", "SD", "MM", "HT", "TR")} == {
        "UA": "Europe", "SY": "Middle East", "EG": "Middle East", "SD": "Africa", "MM": "Asia", "HT": "Americas", "TR": "Middle East",
    }  # fmt: skip
    assert all(region(n) for n in numbers.values())
    assert len(set(numbers.values())) == len(numbers)
    assert {r.iso2 for r in shared("state_codes")} == {r.iso2 for r in shared("countries")}


def test_every_mapped_sub_event_is_one_of_acleds() -> None:
    assert {r.acled_sub_event for r in shared("event_types")} <= {r.sub_event_type for r in shared("acled_sub_events")}


def test_words_tell_of_arms() -> None:
    assert [arms_in(w, "nl") for w in ("drie huurlingen", "twee kinderen", "een brug", "vrachtwagenchauffeurs")] == [
        ARMED,
        PEOPLE,
        None,
        PEOPLE,
    ]
    assert [arms_in(w, "en") for w in ("two soldiers", "villagers", "a bridge")] == [ARMED, PEOPLE, None]
    assert arms_in("soldats", "fr") is None
    assert (weapon_in("een kruisraket", "nl"), weapon_in("a drone", "en"), weapon_in("een man", "nl")) == (
        "attack.missile",
        "attack.drone",
        None,
    )


KINDS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "string"}


@pytest.mark.parametrize("name", ["acled", "ucdp"])
def test_pandas_loads_it_with_the_types_of_its_columns(ledger: Ledger, name: str, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    table = FORMATS[name].table
    assert table is not None
    with (tmp_path / "coded.csv").open("wb") as out:
        n = FORMATS[name].write(source(ledger), out)
    dates = [c.name for c in table.columns if c.type == "date"]
    frame = pandas.read_csv(
        tmp_path / "coded.csv",
        dtype={c.name: KINDS[c.type] for c in table.columns if c.type != "date"},
        parse_dates=dates,
    )
    assert len(frame) == n > 0
    assert all(str(frame[d].dtype).startswith("datetime64") for d in dates)
    for c in table.columns:
        if c.choices:
            assert set(frame[c.name].dropna()) <= set(c.choices), c.name
        if c.needed:
            assert frame[c.name].notna().all(), c.name
    assert frame[table.key[0]].is_unique


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize("name", ["acled", "ucdp"])
def test_r_loads_it(ledger: Ledger, name: str, tmp_path: Path) -> None:
    """With what R has of itself, and with readr where that is there (Debian's r-cran-readr)."""
    table = FORMATS[name].table
    assert table is not None
    with (tmp_path / "coded.csv").open("wb") as out:
        n = FORMATS[name].write(source(ledger), out)
    dates = [c.name for c in table.columns if c.type == "date"]
    asked = f"""
        tell <- function(d) cat(paste(names(d), collapse = " "), nrow(d), sum(!is.na(as.Date(d${dates[0]}))), "\n")
        tell(read.csv("coded.csv", na.strings = ""))
        if (requireNamespace("readr", quietly = TRUE)) {{
            d <- readr::read_csv("coded.csv", show_col_types = FALSE)
            stopifnot(nrow(readr::problems(d)) == 0, inherits(d${dates[0]}, "Date"))
            tell(d)
        }}"""
    done = subprocess.run(["Rscript", "-e", asked], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    dated = sum(bool(r[dates[0]]) for r in rows(ledger, name))
    assert set(done.stdout.splitlines()) == {f"{' '.join(table.names)} {n} {dated} "}
