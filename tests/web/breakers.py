"""Words that try to be more than words, and what a page can show of them."""

BREAKERS = (
    "</mark></q></a></td></table></main></body></html>",
    "</title></style></textarea></script>-->",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '" autofocus onfocus="alert(1)" x=\'',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% for x in y %}",
    "${alert(1)}`",
    "]]>",
    "&lt;script&gt;&#60;b&#62;&amp;amp;",
    "\u202e\u2066txet\u2069\u202c\u200f",
    "\x00\x01\x08\x0b\x0c\x1b[31m\x7f\x85\u2028\ufeff",
    "\udfff\ud800",
    "\r\n\r",
    "../../../etc/passwd%2f..%00",
    "=cmd|'/c calc'!A1",
)


def shown(text: str) -> str:
    """What a page can show of it: HTML cannot carry NUL and lone surrogates."""
    return "".join("\ufffd" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in text)
