"""What the ledger can be exported to: for each format a name, an ending, and what writes it. ``write`` gives how many rows there are."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from volgens.export import acled, annotations, bibtex, copy, geojson, native, rdf, schemaorg, ucdp
from volgens.export.cells import as_json, cell
from volgens.export.columns import NATIVE
from volgens.export.columns_acled import ACLED
from volgens.export.columns_ucdp import UCDP
from volgens.export.source import Source
from volgens.export.tables import Table

Row = Mapping[str, Any]
Write = Callable[[Source, BinaryIO], int]
ENDING = "\r\n"  # of lines, after RFC 4180


@dataclass(frozen=True, slots=True)
class Format:
    """``ending``: of the file's name; ``media``: its type; ``table``: what its rows are, where it is one; ``binary``: it is nothing for a terminal."""

    name: str
    ending: str
    media: str
    told: str
    write: Write
    table: Table | None = None
    binary: bool = False

    @property
    def file(self) -> str:
        """Its name in a folder of several."""
        return f"{self.table.name if self.table else 'volgens'}.{self.ending}"


def to_csv(table: Table, rows: Iterable[Row], out: BinaryIO) -> int:
    """The rows as CSV after RFC 4180, UTF-8; cells as ``cells`` tells."""
    text = io.TextIOWrapper(out, "utf-8", errors="replace", newline="", write_through=False)
    write = csv.writer(text, lineterminator=ENDING).writerow
    write(table.names)
    n = 0
    for row in rows:
        write([cell(row[name]) for name in table.names])
        n += 1
    text.detach()
    return n


def _csv(table: Table, rows: Callable[[Source], Iterator[Row]]) -> Write:
    return lambda source, out: to_csv(table, rows(source), out)


def _jsonl(source: Source, out: BinaryIO) -> int:
    n = 0
    for row in native.rows(source):
        out.write(as_json(native.numbers(row)).encode() + b"\n")
        n += 1
    return n


def _parquet(source: Source, out: BinaryIO) -> int:
    from volgens.export import parquet  # its library is large, and not everybody has it

    return parquet.write(NATIVE, native.rows(source), out)


FORMATS = {
    f.name: f
    for f in (
        Format("csv", "csv", "text/csv", "one row a claim, figure or event, with every field: lossless", _csv(NATIVE, native.rows), NATIVE),
        Format("jsonl", "jsonl", "application/jsonl", "the same rows as JSON, one a line", _jsonl, NATIVE),
        Format("parquet", "parquet", "application/vnd.apache.parquet", "the same rows as Parquet (needs pyarrow)", _parquet, NATIVE, True),
        Format("acled", "csv", "text/csv", "one row an incident in ACLED's 31 columns", _csv(ACLED, acled.rows), ACLED),
        Format("ucdp", "csv", "text/csv", "one row an incident in UCDP GED's 49 columns", _csv(UCDP, ucdp.rows), UCDP),
        Format("sqlite", "db", "application/vnd.sqlite3", "the articles that fit, as a ledger of their own", copy.write, binary=True),
        Format("geojson", "geojson", "application/geo+json", "incidents on a map; a country has no geometry", geojson.write),
        Format("annotations", "annotations.json", "application/ld+json", "W3C Web Annotations on the words of the articles", annotations.write),
        Format("schemaorg", "claims.json", "application/ld+json", "claims as schema.org Claim", schemaorg.write),
        Format("rdf", "nq", "application/n-quads", "RDF in named graphs (SEM, GAF, GRaSP, PROV-O)", rdf.write),
        Format("bibtex", "bib", "application/x-bibtex", "the articles as a bibliography", bibtex.write),
    )
}  # fmt: skip
