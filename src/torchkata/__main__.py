"""`python -m torchkata` is `kata`."""

from torchkata.service.client import main

if __name__ == "__main__":
    main()
