"""Does the page stand whatever programs ask of it? ``python -m evaluation.asked_anything [--examples N] [--write]``.

Asks what its own OpenAPI document says can be asked, and what that does not allow, made by schemathesis from the document, of a ledger of made-up readings,
hostile ones among them. Every answer has to hold what the document says: a status that it names, in the form that it names, with the fields that it
names; nothing goes wrong inside. Ends with 1 where one does not.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from tests.web.filled import filled

from volgens.ledger import Ledger
from volgens.ledger.items import KINDS, record_of
from volgens.web.app import create

KEPT = Path(__file__).parent / "asked_anything.json"
NAME = "testserver"  # under which schemathesis asks
EXAMPLES = 200  # of each operation and mode
CHECKS = [not_a_server_error, checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance,
          checks.unsupported_method]  # fmt: skip
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@dataclass(frozen=True, slots=True)
class Answered:
    """How many questions one operation was asked in one mode, and what was wrong, in a line; None: nothing."""

    operation: str
    mode: str
    asked: int
    wrong: str | None


def answers(path: Path, examples: int, only: str = "") -> Iterator[Answered]:
    """Asks a ledger so many times for each operation of the document, or those whose address has ``only`` in it, in each mode."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", create(path, hosts=(NAME,)))
    ids = _ids(path)
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in MODES if only in operation.path else ():
            yield _asked(operation, mode, examples, ids)


def _ids(path: Path) -> dict[str, list[str]]:
    """Ids that are there, by the beginning of the addresses that take them: made-up ones find nothing."""
    with Ledger(path) as ledger:
        out = {f"/{kind}/": [record_of(i).id for i in getattr(ledger, kind)()] for kind in KINDS}
        out["/incidents/"] = [i.id for i in ledger.incidents()]
        out["/articles/"] = ledger.document_ids("")
        out["/sources/"] = [s.id for s in ledger.sources()]
    return out


def _asked(operation: Any, mode: GenerationMode, examples: int, ids: Mapping[str, Sequence[str]]) -> Answered:
    count, known = 0, next((some for begin, some in ids.items() if operation.path.startswith(begin)), [])

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        nonlocal count
        count += 1
        if known and count % 2 and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = known[count % len(known)]
        case.call_and_validate(checks=CHECKS)

    wrong = None
    try:
        ask()
    except Exception as e:  # whatever it is, it is told
        wrong = " ".join(f"{type(e).__name__}: {e}".split())[:600]
    return Answered(operation.label, mode.value, count, wrong)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--examples", type=int, default=EXAMPLES, metavar="N", help=f"of each operation and mode ({EXAMPLES})"
    )
    parser.add_argument(
        "--write", action="store_true", help="write evaluation/asked_anything.json, of which docs/trust.md tells"
    )
    args = parser.parse_args(arguments)
    began, bad, asked, operations = time.perf_counter(), 0, 0, set()
    with tempfile.TemporaryDirectory() as folder:
        for found in answers(filled(Path(folder) / "volgens.db"), args.examples):
            asked += found.asked
            operations.add(found.operation)
            bad += found.wrong is not None
            print(f"{found.asked:6}  {found.mode:8}  {found.operation}  {found.wrong or ''}".rstrip(), flush=True)
    told = {"operations": len(operations), "asked": asked, "wrong": bad, "seconds": round(time.perf_counter() - began)}
    print(json.dumps(told))
    if args.write:
        KEPT.write_text(json.dumps(told, indent=1) + "\n", "utf8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
