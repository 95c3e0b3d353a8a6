"""``volgens serve``: the ledger in a browser, on this machine."""

import argparse
import ipaddress
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from volgens.cli import DONE
from volgens.cli.filters import add_ledger
from volgens.cli.review import VARIABLE

NAME = "serve"
PORT = 8765
# Seconds that a connection stays open without a question. Browsers close theirs before that: closed by us it could be just as a decision is sent.
KEPT_OPEN = 300


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="look at the ledger in a browser",
        description="Opens a local web page on the ledger: incidents, accounts side by side, articles with their marks, sources. Nothing leaves "
        "this machine. For another address than this machine's own a token is asked for, which is printed.",
    )
    add_ledger(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=PORT, help=f"port ({PORT}); 0 for any that is free")
    parser.add_argument(
        "--mask-persons",
        action="store_true",
        help="show, and export, with names masked as `volgens export --mask-persons` does, in a copy that is made while it runs; nothing is decided there",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from volgens.ledger import default_path

    path = args.ledger or default_path()
    if not args.mask_persons:
        return _serve(args, path)
    from volgens.web.masked import masked  # it loads what reads

    with masked(path) as copy:
        return _serve(args, copy)


def _serve(args: argparse.Namespace, path: str | Path) -> int:
    import uvicorn

    from volgens.web.app import create
    from volgens.web.guard import LOCAL

    own = _is_own(args.host)
    token = None if own else secrets.token_urlsafe(24)
    hosts = LOCAL if own else ("*",)  # behind a token any name of this machine will do
    # Behind a token several people may come in, who say for themselves who they are.
    app = create(path, token, hosts, os.environ.get(VARIABLE) if own else None, args.mask_persons)
    # No log of what was asked for: addresses hold the token, and what people look for.
    config = uvicorn.Config(
        app,
        host=args.host,
        port=args.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEPT_OPEN,
    )
    server = uvicorn.Server(config)
    sockets = [config.bind_socket()]
    port = sockets[0].getsockname()[1]
    shown = f"[{args.host}]" if ":" in args.host else args.host
    print(f"http://{shown}:{port}/{f'?token={token}' if token else ''}", flush=True)
    print("Ctrl-C ends it", file=sys.stderr)
    with suppress(KeyboardInterrupt):  # how it is meant to end; the server has closed all by then
        server.run(sockets=sockets)
    return DONE


def _is_own(host: str) -> bool:
    """Does only this machine reach the address?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
