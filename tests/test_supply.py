"""What Volgens is made of: pinned with sums, under licences that were looked at, and listed."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from evaluation import licences

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = re.compile(
    r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+?)(?: ;.*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def pinned(name: str) -> dict[str, str]:
    return {canonicalize_name(n): version for n, version, _ in PINNED.findall((ROOT / name).read_text("utf-8"))}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_all_that_is_needed_is_pinned_with_its_sums(name: str) -> None:
    """``make lock`` makes it anew."""
    text = (ROOT / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith(" ")]
    found = pinned(name)
    assert len(PINNED.findall(text)) == len(lines), "a line without a sum"
    assert "://" not in text
    for line in PROJECT["dependencies"] + (PROJECT["optional-dependencies"]["dev"] if "dev" in name else []):
        asked = Requirement(line)
        if asked.marker and not asked.marker.evaluate():
            continue
        assert asked.specifier.contains(found[canonicalize_name(asked.name)], prereleases=True), line


def test_everything_is_under_a_licence_that_was_looked_at() -> None:
    assert licences.wrong() == []


def test_a_licence_that_was_not_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "stated", lambda package: "GPL-3.0-only" if package == "lxml" else "MIT")
    assert any(line.startswith("lxml: states 'GPL-3.0-only'") for line in licences.wrong())


def test_every_package_that_is_pinned_has_a_licence() -> None:
    known = licences.rows()
    there = [p for p in pinned("requirements.lock") if licences.stated(p)]
    assert [p for p in there if p not in known] == []


@pytest.mark.skipif(
    not shutil.which("cyclonedx-py", path=str(Path(sys.executable).parent)), reason="cyclonedx-bom is not here"
)
def test_the_list_of_what_is_in_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "sbom.json"
    command = [
        str(Path(sys.executable).parent / "cyclonedx-py"),
        "requirements",
        "requirements.lock",
        "--output-reproducible",
        "--output-format",
        "JSON",
    ]
    subprocess.run([*command, "--output-file", str(out)], cwd=ROOT, check=True, capture_output=True)
    found = json.loads(out.read_text("utf-8"))
    assert found["bomFormat"] == "CycloneDX"
    named = {canonicalize_name(c["name"]): c["version"] for c in found["components"]}
    assert named == pinned("requirements.lock")
    assert all(c["purl"].startswith("pkg:pypi/") for c in found["components"])
