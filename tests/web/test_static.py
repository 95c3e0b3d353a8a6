"""What pages load: ours, or a pinned file of a registry package with its licence."""

import csv
import hashlib
import json
from importlib.resources import files

from volgens.lexicon.shared import shared

STATIC = files("volgens.web") / "static"
VENDOR = STATIC / "vendor"


def test_files_of_others_are_as_published_and_licensed() -> None:
    rows = list(csv.DictReader((VENDOR / "VENDORED.tsv").read_text("utf8").splitlines(), delimiter="\t"))
    for row in rows:
        assert hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["sha256"], row["file"]
        assert (VENDOR / f"LICENSE.{row['package']}").is_file()
    known = {row["file"] for row in rows} | {f"LICENSE.{row['package']}" for row in rows} | {"VENDORED.tsv"}
    assert {f.name for f in VENDOR.iterdir()} == known


def test_nothing_of_ours_names_another_host() -> None:
    for file in STATIC.iterdir():
        if file.is_file():
            assert "://" not in file.read_text("utf8").replace("http://www.w3.org/2000/svg", ""), file.name


def test_disputed_areas_are_closed_and_name_countries() -> None:
    countries = {row.iso2 for row in shared("countries")}
    for feature in json.loads((STATIC / "disputed.json").read_text("utf8"))["features"]:
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
        told = feature["properties"]
        named = {told["country"], *(told["held_otherwise_by"] or "").split(", ")} - {None, ""}
        assert named <= countries, feature["id"]
        assert told["en"]
        assert told["nl"]
