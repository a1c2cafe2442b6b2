"""`python -m torchkata` is `kata`."""

import sys

from torchkata.cli import main

if __name__ == "__main__":
    sys.exit(main())
