"""Records in plain words, in the reader's language. The terminal shows them, and a page or an export can."""

from volgens.wording.labels import DEFAULT, LANGUAGES, Labels, labels, preferred

__all__ = ["DEFAULT", "LANGUAGES", "Labels", "labels", "preferred"]
