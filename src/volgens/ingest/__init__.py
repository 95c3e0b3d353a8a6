"""Outside → Article: text files, JSONL, saved web pages, folders of these, standard input.

words = Words.load()
for article in Inputs(["news/"], words, Defaults(published="2025-01-11")):
    ...  # article.skipped says why one could not be read
"""

from volgens.ingest.articles import Defaults, Inputs, article_of, skipped
from volgens.ingest.corpus import FIELDS
from volgens.ingest.dates import iso
from volgens.ingest.language import detect
from volgens.ingest.source import failed
from volgens.ingest.words import Words

__all__ = ["FIELDS", "Defaults", "Inputs", "Words", "article_of", "detect", "failed", "iso", "skipped"]
