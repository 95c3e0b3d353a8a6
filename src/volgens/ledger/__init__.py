"""The ledger: readings of many articles kept side by side, each article once."""

from volgens.ledger.filters import Filters
from volgens.ledger.found import ArticleFound, ClaimFound, EventFound, FigureFound, Head, RecordFound, SourceFound
from volgens.ledger.store import Ledger, default_path

__all__ = ["ArticleFound", "ClaimFound", "EventFound", "FigureFound", "Filters", "Head", "Ledger", "RecordFound", "SourceFound",
           "default_path"]  # fmt: skip
