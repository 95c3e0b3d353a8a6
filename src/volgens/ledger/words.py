"""The words of a text as full text has them: the same that SQLite's ``unicode61 remove_diacritics 2`` cuts out."""

import unicodedata


class _Signs(dict[int, str]):
    """What becomes of a sign: letters and digits lose case, Latin ones accents, an accent of its own goes, all else is a space between words."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if "\u0300" <= sign <= "\u036f":
            out = ""
        elif unicodedata.category(sign)[0] in "LN" or unicodedata.category(sign) == "Co":
            folded = sign.casefold()
            small = folded if len(folded) == 1 else sign.lower()
            base, *marks = list(unicodedata.normalize("NFD", small))
            out = base if base.isascii() and all("\u0300" <= m <= "\u036f" for m in marks) else small
        else:
            out = " "
        self[code] = out
        return out


_SIGNS = _Signs()


def words_of(text: str) -> list[str]:
    """The words of a text in their order, as they are looked up."""
    return text.translate(_SIGNS).split()
