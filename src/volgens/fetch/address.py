"""Addresses of pages: which can be asked for, and which two of them are one page."""

from urllib.parse import quote, unquote, urlsplit, urlunsplit

from volgens.model import InputError

SCHEMES = ("http", "https")
_PORTS = {"http": 80, "https": 443}
_KEPT = "/%:@!$&'()*+,;=~-._?"  # signs of a path or query that mean something, or stand for themselves
_DO = "write it as https://example.org/page"


def is_address(name: str) -> bool:
    """Does it look like the address of a web page?"""
    return name[:8].lower().startswith(("http://", "https://"))


def checked(address: str) -> str:
    """``address`` as it is sent: host in ASCII, nothing that cannot stand in a request, no fragment.

    Raises InputError (``address``) for one that is no http or https address, or that holds a name and password.
    """
    try:
        address.encode()  # bytes of a command line that are no text come as half characters
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except UnicodeEncodeError:
        raise InputError("address", "this is no web address (it is no UTF-8)", address, _DO) from None
    except ValueError as e:
        raise InputError("address", f"this is no web address ({e})", address, _DO) from None
    if parts.scheme not in SCHEMES:
        raise InputError("address", "this is no http or https address", address, _DO)
    if parts.username is not None or parts.password is not None:
        shown = address.replace(parts.netloc.rpartition("@")[0], "...", 1)
        raise InputError("address", "the address holds a name or password", shown, "leave them out")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        name = ""
    if not name or any(c.isspace() or c in "%\\" for c in name):
        raise InputError("address", "the address names no host", address, _DO)
    at = f"[{name}]" if ":" in name else name
    netloc = at if port in (None, _PORTS[parts.scheme]) else f"{at}:{port}"
    return urlunsplit((parts.scheme, netloc, quote(parts.path or "/", _KEPT), quote(parts.query, _KEPT), ""))


def host_of(address: str) -> str:
    """Host and port, in lower case."""
    return urlsplit(address).netloc.lower()


def plain(address: str) -> str:
    """The address without its fragment and without what only tells where its reader came from (``utm_source``); all else as it was."""
    parts = urlsplit(address.strip())
    kept = "&".join(_without_tracking(parts.query.split("&"))) if "=" in parts.query else parts.query
    return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))


def _without_tracking(parameters: list[str]) -> list[str]:
    from courlan.clean import clean_query  # with its tables it takes a third of a second to load

    # One by one: what has no value is no tracker, and the library would drop it.
    return [p for p in parameters if not p.partition("=")[2] or clean_query(p)]


def asks_first(found: str, asked: str) -> bool:
    """Does the address that was led to carry the one that was asked for, to come back to it? So do pages that ask for consent or a login."""
    path = urlsplit(asked).path
    return len(path) > 1 and path in unquote(unquote(urlsplit(found).query))


def page_key(address: str | None) -> str | None:
    """What is the same for all addresses of one page: no scheme, ``www.``, default port, fragment, tracking, or slash at the end.

    None where the address cannot tell pages apart: none, or that of a whole site.
    """
    if not address or not is_address(address):
        return None
    try:
        parts = urlsplit(plain(checked(address)))
    except InputError:
        return None
    path = parts.path.rstrip("/")
    if not path and not parts.query:
        return None
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return parts.netloc.removeprefix("www.") + path + (f"?{query}" if query else "")
