"""Articles as an export names them: what they are, and what read them."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from volgens.ledger import rows, schema
from volgens.ledger.found import Paper

A = schema.articles
AT_ONCE = 500


def papers(connection: Connection, ids: Sequence[str]) -> dict[str, Paper]:
    """The articles of these ids, with their texts; those that there are not are left out."""
    out: dict[str, Paper] = {}
    some = sorted(set(ids))
    for k in range(0, len(some), AT_ONCE):
        wanted = select(A).where(A.c.id.in_(some[k : k + AT_ONCE]))
        for m in connection.execute(wanted).mappings():
            cells = rows.cells(m, A)
            out[cells["id"]] = Paper(rows.document_of(cells), rows.provenance_of(cells))
    return out
