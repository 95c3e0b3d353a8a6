"""Figures, read by the whole reader: every figure of a row, and no other.

The cell ``figures`` lists them in text order, divided by `` | ``: the number as it stands in the text, a colon, then bound (left out where
exact), value or values, unit and outcome; after semicolons, as needed, ``by`` its source, ``side`` of those counted, ``of`` the base of a
percentage, ``makes`` its arithmetic, ``at`` its place, ``from`` and ``until`` its days, ``denied``. A figure without ``by`` is the author's own.
An empty cell: no figure.
"""

import re

import pytest

from tests.phenomena import cases
from volgens.model.record import BOUNDS


def wanted_of(item, reading):
    """A figure as a row tells it, with what the row does not tell left out."""
    number, _, rest = item.partition(": ")
    head, *more = [part.strip() for part in rest.split(";")]
    words = head.split()
    bound = words.pop(0) if words[0] in BOUNDS else "exact"
    values = [float(w) for w in words[:-2]]
    low, high = {
        "exact": (values[0], values[0]),
        "at_least": (values[0], None),
        "at_most": (None, values[0]),
        "about": (None, None),
    }.get(bound) or (values[0], values[1])
    best = None if bound in ("range", "order") else values[0]
    wanted = {"number": number.strip(), "bound": bound, "low": low, "high": high, "best": best}
    wanted |= {"unit": words[-2], "outcome": words[-1], "by": None, "polarity": "positive"}
    for part in more:
        key, _, value = part.partition(" ")
        if key == "denied":
            wanted["polarity"] = "negative"
        else:
            wanted[key] = value
    return wanted


def got_of(figure, reading, wanted):
    """A figure of the reading with the fields that the row tells."""
    source = next((c.source.name for c in reading.claims if c.id == figure.claim_id), None)
    place = next((p.name for p in reading.places if p.id == figure.place_id), None)
    fields = {
        "number": figure.number.text, "bound": figure.bound, "low": figure.low, "high": figure.high, "best": figure.best,
        "unit": figure.unit, "outcome": figure.outcome, "polarity": figure.polarity,
        "by": _name(source, wanted["by"]), "side": str(figure.party), "at": str(place),
        "from": str(figure.earliest), "until": str(figure.latest),
        "of": f"{figure.of.value} {figure.of.unit}" if figure.of else None,
        "makes": f"{figure.derived.low} {figure.derived.high} {figure.derived.unit}" if figure.derived else None,
    }  # fmt: skip
    return {k: fields[k] for k in wanted}


def _name(source, wanted):
    """The wanted name where the source's holds it, else the source's own."""
    return wanted if source and wanted and wanted.lower() in source.lower() else source


@pytest.mark.parametrize("row", cases("figures"))
def test_figures(row, read):
    reading = read(row)
    wanted = [wanted_of(item, reading) for item in re.split(r" \| ", row["figures"]) if item.strip()]
    found = list(reading.figures)
    shown = [f"{f.number.text}: {f.bound} {f.low} {f.high} {f.unit} {f.outcome}" for f in found]
    assert [f.number.text for f in found] == [w["number"] for w in wanted], shown
    assert [got_of(f, reading, w) for f, w in zip(found, wanted, strict=True)] == wanted
