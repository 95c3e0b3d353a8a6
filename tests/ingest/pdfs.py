"""PDFs made by hand: lines of Helvetica at places of one's choosing, pictures, a lock."""

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
Line = tuple[float, float, float, str]  # left, bottom, size, text


def column(left: float, top: float, lines: Sequence[str], size: float = 10, step: float = 12.5) -> list[Line]:
    """Lines below one another; an empty one leaves half a line of white, one that begins with a tab is indented."""
    out, at = [], top
    for line in lines:
        if not line:
            at -= step / 2
            continue
        out.append((left + 12 * line.startswith("\t"), at, size, line.strip("\t")))
        at -= step
    return out


def pdf(*pages: Sequence[Line] | None, title: str = "", locked: bool = False) -> bytes:
    """A file with these pages; None is a page that is a picture."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % (5 + 2 * k) for k in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream",
    ]  # fmt: skip
    for k, lines in enumerate(pages):
        if lines is None:
            content = b"q 500 0 0 700 40 40 cm /I Do Q"
        else:
            content = b"\n".join(
                b"BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, left, bottom, _escaped(text))
                for left, bottom, size, text in lines
            )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>"
            % (WIDTH, HEIGHT, 6 + 2 * k)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    trailer = b"/Root 1 0 R"
    if title:
        objects.append(b"<< /Title (%s) /CreationDate (D:20240203040506Z) >>" % _escaped(title))
        trailer += b" /Info %d 0 R" % len(objects)
    if locked:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"11" * 32, b"22" * 32))
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
