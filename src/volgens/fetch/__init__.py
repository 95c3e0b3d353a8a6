"""Asking for pages on the web, politely and safely: address → bytes, or why there are none. Knows nothing of articles.

fetcher = Fetcher(Manners(contact="desk@example.org"))
page = fetcher.get("https://example.org/nieuws/1")
"""

from volgens.fetch.address import checked, is_address, page_key, plain
from volgens.fetch.crew import Crew
from volgens.fetch.fetcher import Fetched, Fetcher
from volgens.fetch.manners import Manners

__all__ = ["Crew", "Fetched", "Fetcher", "Manners", "checked", "is_address", "page_key", "plain"]
