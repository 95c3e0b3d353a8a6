"""Under which licences is what Volgens needs? ``python -m evaluation.licences [--write]``.

Follows the requirements of the package and of its extras through what is installed here, and compares the licence that each states with ``licences.tsv``,
and that with ``licences_allowed.tsv``. With ``--write`` new packages get a row whose licence is what they state: a person looks at it. Ends with 1 where something is missing
or not allowed. Data has its licences beside it; ``docs/reference/licences.md`` lists both.
"""

import argparse
import sys
import tomllib
from collections.abc import Sequence
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TABLE = Path(__file__).parent / "licences.tsv"
ALLOWED = Path(__file__).parent / "licences_allowed.tsv"
EXTRAS = ("", "postgres", "parquet", "cluster", "dev")  # what users and tests install; "" is the package itself
Row = tuple[str, str, str]  # package, needed by, licence


def needed() -> dict[str, str]:
    """Packages with the extra that first asks for them, those of the package itself first; only those that are installed can be followed further."""
    project = tomllib.loads((TABLE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, str] = {}
    for extra in EXTRAS:
        left = [
            (Requirement(line), "")
            for line in (project["optional-dependencies"][extra] if extra else project["dependencies"])
        ]
        seen = set()
        while left:
            asked, wanted = left.pop()
            if asked.marker and not asked.marker.evaluate({"extra": wanted}):
                continue
            package = canonicalize_name(asked.name)
            found.setdefault(package, extra or "volgens")
            for more in (*asked.extras, ""):
                if (package, more) not in seen:
                    seen.add((package, more))
                    left += [(Requirement(line), more) for line in _requires(package)]
    return found


def _requires(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def stated(package: str) -> str | None:
    """What a package says of its licence; None where it is not installed."""
    try:
        about = metadata(package)
    except PackageNotFoundError:
        return None
    assert isinstance(about, Message)  # as importlib.metadata documents it
    classifiers = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    classifiers = [c for c in classifiers if c != "OSI Approved"]
    short = about.get("License") or ""
    return (
        about.get("License-Expression")
        or (short if 0 < len(short) < 60 else None)
        or " AND ".join(classifiers)
        or "not stated"
    )


def rows(path: Path = TABLE) -> dict[str, Row]:
    """The table, by package."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {line.split("\t")[0]: (*line.split("\t"),) for line in lines[1:]}  # type: ignore[misc]


def allowed() -> dict[str, str]:
    """Licences that are allowed, and what they ask."""
    return dict(line.split("\t") for line in ALLOWED.read_text("utf-8").splitlines()[1:])


def wrong() -> list[str]:
    """A line for each package without a row, with another licence than in its row, or with one that is not allowed."""
    table, fine, out = rows(), allowed(), []
    for package in needed():
        says = stated(package)
        if package not in table:
            out += [f"{package}: not in {TABLE.name} ({says})"] if says else []
        elif says and says != table[package][2]:
            out.append(f"{package}: states {says!r}, where {TABLE.name} has {table[package][2]!r}")
    return out + [
        f"{name}: {licence!r} is not in {ALLOWED.name}" for name, _, licence in table.values() if licence not in fine
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write evaluation/licences.tsv")
    args = parser.parse_args(arguments)
    if args.write:
        known = rows()
        found = {p: (p, by, stated(p) or known.get(p, ("", "", "not installed here"))[2]) for p, by in needed().items()}
        lines = ["package\tneeded by\tlicence", *("\t".join(found[p]) for p in sorted(found))]
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    bad = wrong()
    print("\n".join(bad) or f"{len(rows())} packages, all under licences that are allowed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
