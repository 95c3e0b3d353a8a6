"""Ids that follow from content, so that the same article read twice gives the same rows on any machine."""

import hashlib
import json


def content_id(kind: str, *parts: object) -> str:
    """``kind-`` and 16 hexadecimal digits that depend on ``parts`` alone (JSON values, in order)."""
    raw = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf8", "surrogatepass")
    return f"{kind}-{hashlib.sha256(raw).hexdigest()[:16]}"


def text_hash(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
