"""`torchkata.check` for notebooks: the verdict on a class or function, shown in place."""

from torchkata.notebook.check import Result, check

__all__ = ["Result", "check"]
