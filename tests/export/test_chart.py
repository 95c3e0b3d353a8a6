"""A tally as a picture that any program for pictures can read."""

from pathlib import Path
from xml.etree import ElementTree

from tests.ledger.test_linked import reading
from volgens.export.chart import svg
from volgens.ledger import Ledger
from volgens.wording import labels

SVG = "{http://www.w3.org/2000/svg}"


def test_a_line_for_each_report(tmp_path: Path) -> None:
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add_all(reading(k) for k in "abc")
        (found,) = ledger.incidents()
    (tally,) = found.tallies
    tree = ElementTree.fromstring(svg(found, tally, labels("nl")))
    lines = tree.findall(f"{SVG}g")
    assert len(lines) == 3
    marks = [line.find(f"{SVG}circle") for line in lines]
    at = [float(m.get("cx", "nan")) for m in marks if m is not None]
    assert at[0] == at[2] > at[1]
    words = " ".join(t.text or "" for t in tree.iter(f"{SVG}text"))
    assert "gedood 27–31" in words
    assert "De Waarnemer" in words
