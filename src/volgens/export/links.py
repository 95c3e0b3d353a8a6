"""Addresses of records on the web page: what leads from a row of an export back to the words it rests on."""

from urllib.parse import quote, urlencode

from volgens.ledger.contract import KINDS as WITH_WORDS
from volgens.ledger.contract import core
from volgens.ledger.items import KINDS
from volgens.ledger.rows import Record


def permalink(kind: str, document_id: str, record: Record) -> str:
    """The address of a record. It names the words too, so that it leads to them where a later reading knows the record by another id."""
    where = f"/{kind if kind in KINDS else 'records'}/{quote(record.id, safe='', errors='replace')}"
    words = {"article": document_id}
    if kind in WITH_WORDS:
        at = core(record)
        words["at"] = f"{at.start}-{at.end}"
    return f"{where}?{urlencode(words, errors='replace')}"


def of_article(document_id: str) -> str:
    """The address of an article with its marks."""
    return f"/articles/{quote(document_id, safe='', errors='replace')}"


def of_incident(incident_id: str) -> str:
    """The address of an incident, by any id that it ever had."""
    return f"/incidents/{quote(incident_id, safe='')}"
