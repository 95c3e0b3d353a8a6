"""Errors that a user can do something about.

    VolgensError
    ├── InputError      an article or file that cannot be read; its ``reason`` is counted in the summary
    ├── LexiconError    a row or file of words that is wrong
    ├── LedgerError     a ledger that cannot be opened, read or written
    ├── DecisionError   a person's decision that cannot be made
    └── ModelError      the shipped reading model is missing or damaged

Every message says what is wrong, where, and what to do, in one line.
"""

import unicodedata


def one_line(text: str) -> str:
    """``text`` as it can stand in a line of a terminal: characters that break it, turn it round or steer the terminal as escapes (``\\x1b``).

    Names of files and addresses come from elsewhere, and may hold any.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


class VolgensError(Exception):
    """``what`` went wrong, ``where`` (a path, ``file:line``, ``document#char=330,371``), and what to ``do`` about it."""

    def __init__(self, what: str, where: str = "", do: str = ""):
        self.what, self.where, self.do = what, where, do
        super().__init__(what, where, do)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return one_line(f"{text}; {self.do}" if self.do else text)


class InputError(VolgensError):
    """An article that cannot be read. ``reason`` is a short word from ``SKIP_REASONS``."""

    def __init__(self, reason: str, what: str, where: str = "", do: str = ""):
        if reason not in SKIP_REASONS:
            raise ValueError(f"unknown skip reason {reason!r}")
        self.reason = reason
        super().__init__(what, where, do)


class LexiconError(VolgensError):
    """A lexicon file or row that cannot be used. ``code`` is stable: LEX001, LEX002, ..."""

    def __init__(self, code: str, what: str, where: str = "", do: str = ""):
        self.code = code
        super().__init__(what, where, do)

    def __str__(self) -> str:
        return one_line(f"{self.where} {self.code} {self.what}" + (f"; {self.do}" if self.do else ""))


class LedgerError(VolgensError):
    """A ledger that cannot be opened, read or written."""


class DecisionError(VolgensError):
    """A decision that cannot be made: nothing that it could be about, a value that the record cannot hold, nobody who makes it."""


class ModelError(VolgensError):
    """The reading model is missing or damaged."""


# Why an article was not read. The words are part of the record (`document.skipped.reason`) and of the summary.
SKIP_REASONS = {
    "missing": "no such file",
    "unreadable": "the file cannot be opened",
    "binary": "not text",
    "encoding": "text in an encoding that cannot be told",
    "empty": "no text",
    "malformed": "not what its format promises",
    "too_large": "longer than an article can be",
    "language": "a language that cannot be read yet",
    "no_articles": "a folder or front page without articles of its own",
    "address": "no address of a web page",
    "robots": "the site does not want it read",
    "private": "an address that is not on the public internet",
    "not_found": "no such page",
    "refused": "the server does not give it out",
    "busy": "the server has no time",
    "server": "the server gave no page",
    "redirects": "it leads elsewhere too often, or to no page",
    "timeout": "no answer in time",
    "unreachable": "no connection",
    "failed": "an error in Volgens itself",
    "killed": "processes ended while they read it",
}
