"""Which torch functions the attempt calls by itself, and where."""

import sys
from collections.abc import Callable, Collection, Iterable
from typing import Any

from torch import Tensor
from torch.overrides import TorchFunctionMode


class Calls(TorchFunctionMode):
    """Notes calls of the functions named `wanted`; `found` holds (name, line in the attempt)."""

    def __init__(self, path: str, wanted: Collection[str]) -> None:
        super().__init__()
        self.path = path
        self.wanted = frozenset(wanted)
        self.found: dict[str, int | None] = {}

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Note the call and make it."""
        name = getattr(func, "__name__", "").partition(".")[0]
        if name in self.wanted or name.strip("_") in self.wanted:
            self.found.setdefault(name, line_in(self.path))
        return func(*args, **(kwargs or {}))


def ready_mades_in(outputs: Iterable[Tensor], wanted: Collection[str]) -> dict[str, None]:
    """Forbidden functions by the nodes that they left in the graph of some outputs.

    A mode can be evaded, by a thread or by compiled text; the graph cannot.
    """
    plain = {name.replace("_", "").lower(): name for name in wanted}
    waiting = [t.grad_fn for t in outputs if t.grad_fn is not None]
    seen = set(waiting)
    found: dict[str, None] = {}
    while waiting:
        node = waiting.pop()
        # torch's own nodes are numbered; an attempt's autograd.Function of that name is not.
        kind, _, number = node.name().partition("Backward")
        kind = kind.lower() if number.isdigit() else ""
        if kind in plain or kind.removeprefix("native") in plain:
            found[plain.get(kind) or plain[kind.removeprefix("native")]] = None
        further = {n for n, _ in node.next_functions if n is not None} - seen
        seen |= further
        waiting += further
    return found


def line_in(path: str) -> int | None:
    """The line of `path` that is being executed, innermost frame first."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == path:
            return frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return None
