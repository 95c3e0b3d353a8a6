"""The ledger: readings of many articles kept side by side, each article once."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from volgens.ledger.filters import Filters
    from volgens.ledger.found import ArticleFound, ClaimFound, EventFound, FigureFound, Head, RecordFound, SourceFound
    from volgens.ledger.store import Ledger
    from volgens.ledger.where import default_path

__all__ = ["ArticleFound", "ClaimFound", "EventFound", "FigureFound", "Filters", "Head", "Ledger", "RecordFound", "SourceFound",
           "default_path"]  # fmt: skip
_HOMES = {"Filters": "filters", "Ledger": "store", "default_path": "where"}


def __getattr__(name: str) -> Any:
    # The database library takes a while to load; what only asks for the names of the filters does without it.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'found')}"), name)
