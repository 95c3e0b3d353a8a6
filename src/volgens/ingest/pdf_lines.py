"""The lines of a PDF with where they stand, as JSON: a program of its own, ``python -P pdf_lines.py < FILE``.

PDFium is C++ and a PDF can be made to bring it down, to run for ever or to fill a memory. So it is kept apart, with limits to what it may take,
and what goes wrong in it costs one article. It imports nothing of ours, which would take longer than the reading.
"""

import ctypes
import json
import sys
from contextlib import suppress
from typing import Any

import pypdfium2
import pypdfium2.raw as c

HYPHEN = "\u00ad"  # at the end of a line: the word goes on in the next
GUTTER = 1.3  # times the size of the type: a gap wider than this is between columns
ANGLE = 0.1  # radians from which type is no running text but a watermark or the label of an axis

Line = list[Any]  # left, bottom, right, top, size, text: points from the lower left corner of the page


def lines(page: pypdfium2.PdfPage, most: int) -> list[Line]:
    """The pieces of text on a page that stand together on a line, in the order in which they were drawn; at most ``most`` characters."""
    text = page.get_textpage()
    raw = text.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    out: list[Line] = []
    words: list[str] = []
    box: list[float] = []  # left, bottom, right, top, size

    def end(hyphen: bool = False) -> None:
        found = "".join(words).strip()
        if found[-1:] == "-" and found[-2:-1].isalpha():  # at the end of a column PDFium does not call it one
            found, hyphen = found[:-1], True
        if found:
            out.append([*(round(v, 1) for v in box), found + (HYPHEN if hyphen else "")])
        words.clear()
        box.clear()

    for k in range(min(c.FPDFText_CountChars(raw), most)):
        code = c.FPDFText_GetUnicode(raw, k)
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if c.FPDFText_IsHyphen(raw, k) == 1:
            end(hyphen=True)
            continue
        if character in "\r\n":
            end()
            continue
        if character.isspace():
            words.append(" ")
            continue
        if abs(c.FPDFText_GetCharAngle(raw, k)) % 6.28 > ANGLE:
            continue
        if not c.FPDFText_GetCharBox(raw, k, left, right, bottom, top):
            continue
        size = c.FPDFText_GetFontSize(raw, k) or top.value - bottom.value
        if box:
            same = min(top.value, box[3]) - max(bottom.value, box[1]) > -0.1 * size
            if not same or left.value < box[2] - size or left.value - box[2] > GUTTER * max(size, box[4]):
                end()
        if not box:
            box.extend((left.value, bottom.value, right.value, top.value, size))
        words.append(character)
        box[1], box[2], box[3] = min(box[1], bottom.value), max(box[2], right.value), max(box[3], top.value)
    end()
    return out


def opened(raw: bytes, pages: int, characters: int) -> dict[str, Any]:
    """What is in a document: ``error`` (PDFium's number) or ``title`` and ``pages``, each with its width, height, pictures and lines."""
    try:
        document = pypdfium2.PdfDocument(raw)
        count = len(document)
    except pypdfium2.PdfiumError as e:
        return {"error": e.err_code}
    if count > pages:
        return {"count": count}
    found: list[dict[str, Any] | None] = []
    for k in range(count):
        try:
            page = document[k]
        except pypdfium2.PdfiumError:
            found.append(None)
            continue
        width, height = page.get_size()
        got = lines(page, characters)
        characters -= sum(len(line[5]) for line in got)
        pictures = not got and any(o.type == c.FPDF_PAGEOBJ_IMAGE for o in page.get_objects(max_depth=2))
        found.append({"width": width, "height": height, "pictures": pictures, "lines": got})
        page.close()
    title = ""
    with suppress(pypdfium2.PdfiumError, UnicodeDecodeError):
        title = document.get_metadata_value("Title")
    return {"title": title, "pages": found}


if __name__ == "__main__":
    memory, limit, pages = map(int, sys.argv[1:])
    with suppress(ImportError, ValueError, OSError):  # there are no such limits on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    json.dump(opened(sys.stdin.buffer.read(), pages, limit), sys.stdout)
