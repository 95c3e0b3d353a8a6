"""One key at a time from a terminal."""

import sys


def read_key() -> str:
    """The next key, without waiting for Enter; '' at the end of the input. Ctrl-C raises KeyboardInterrupt."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        import msvcrt

        key: str = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
        if key == "\x03":
            raise KeyboardInterrupt from None
        return key
    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(
            sys.stdin, termios.TCSADRAIN
        )  # the default would throw away what was typed before the question stood there
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
