"""Web archives made by hand, record by record."""

import gzip

DUTCH = (
    "Het leger zegt dat er bij de aanval op het dorp zeker vijf doden zijn gevallen, onder wie een kind. "
    "De burgemeester sprak van een zware nacht voor de bewoners van de vallei."
)


def page(text: str = DUTCH, head: str = "", line: str = "", language: str = "nl") -> bytes:
    return (
        f"<!DOCTYPE html><html lang={language}><head><title>Nacht in de vallei</title>{head}</head><body><main><article>"
        f"<h1>Nacht in de vallei</h1>{line}<p>{text}</p></article></main></body></html>"
    ).encode()


def answer(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", *more: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *more]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def record(
    block: bytes,
    address: str | None = "https://example.org/nacht",
    kind: str = "response",
    *more: str,
    length: int | None = None,
) -> bytes:
    content = "application/warc-fields" if kind == "warcinfo" else f"application/http; msgtype={kind}"
    head = ["WARC/1.0", f"WARC-Type: {kind}", "WARC-Date: 2025-01-12T06:30:00Z", f"Content-Type: {content}", *more]
    head += [f"WARC-Target-URI: {address}"] if address else []
    head.append(f"Content-Length: {len(block) if length is None else length}")
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Every record a member of its own, as crawlers write them."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)
