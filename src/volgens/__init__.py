"""Volgens reads news about armed conflict and writes down who says what happened."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from volgens.ledger import Filters as Filters
    from volgens.ledger import Ledger as Ledger

__version__ = "0.1.0"

# What is loaded when it is first asked for: the version alone should cost nothing.
_LAZY = {"Filters": "volgens.ledger", "Ledger": "volgens.ledger"}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'volgens' has no attribute {name!r}")
    return getattr(importlib.import_module(_LAZY[name]), name)
