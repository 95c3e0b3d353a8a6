"""What readers of markup have in common."""

import re

# Elements that stand on lines of their own.
BLOCKS = frozenset(("address", "article", "aside", "blockquote", "div", "dd", "details", "dl", "dt", "figcaption", "figure", "footer", "form",
                     "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td",
                     "th", "tr", "ul"))  # fmt: skip


def tidy(text: str) -> str:
    """One line: white space of any kind is a space, soft hyphens and characters without width go."""
    return " ".join(re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text).split())
