"""Addresses that were asked for: when, and what came of it."""

from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from volgens.fetch.visit import Visit
from volgens.ledger import schema

V = schema.visits


def read(connection: Connection, address: str) -> Visit | None:
    found = connection.execute(select(V).where(V.c.address == address)).mappings().one_or_none()
    return Visit(**found) if found else None


def write(connection: Connection, visit: Visit) -> None:
    connection.execute(delete(V).where(V.c.address == visit.address))
    connection.execute(insert(V), asdict(visit))
