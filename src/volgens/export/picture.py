"""What all pictures have in common: SVG that any program can read, in the colours of the page on paper."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

INK, SOFT, PAPER, LINE, LINK, WARN = "#1c1b19", "#5c5850", "#fdfcf9", "#d9d4c8", "#0b4f8a", "#9c2f12"


def frame(width: float, height: float, told: str, drawn: Iterable[str]) -> str:
    """A picture of this size in pixels; ``told``: what it shows, for who does not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" role="img" '
        f'font-family="system-ui, sans-serif">{title(told)}<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(drawn)}</svg>'
    )


def text(
    x: float, y: float, told: str, colour: str, size: int, weight: str = "normal", anchor: str = "start", more: str = ""
) -> str:
    """A line of words; ``more``: attributes of ours."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
        f"{f' {more}' if more else ''}>{safe(told)}</text>"
    )


def title(told: str) -> str:
    """What is told of what it stands in, when it is pointed at."""
    return f"<title>{safe(told)}</title>"


def cut(told: str, most: int) -> str:
    return told if len(told) <= most else told[: most - 1] + "…"


def safe(told: str) -> str:
    """Text that XML can carry: no control characters, no lone surrogates, nothing that ends a tag."""
    shown = "".join(c if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" else " " for c in told)
    return escape(shown)
