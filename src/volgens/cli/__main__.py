"""``python -m volgens.cli``."""

import sys

from volgens.cli import main

if __name__ == "__main__":
    sys.exit(main())
