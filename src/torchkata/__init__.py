"""torch-kata: write modern PyTorch models from memory and know at once whether they are right."""

TYPE_CHECKING = False  # as in typing, which would be the one import of every command's first moment
if TYPE_CHECKING:
    from torchkata.notebook import check

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def __getattr__(name: str) -> object:
    """`torchkata.check`, imported when it is first asked for."""
    if name == "check":
        from torchkata.notebook import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
