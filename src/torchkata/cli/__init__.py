"""The command line: it translates words to calls, prints, and exits. No other room does."""

from torchkata.cli.main import main

__all__ = ["main"]
