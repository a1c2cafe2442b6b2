"""What a signature says, whatever the target is."""

import inspect
from typing import Any


def numeric_defaults(target: Any) -> dict[str, float]:
    """The default values in a signature that are numbers."""
    try:
        parameters = inspect.signature(target).parameters.values()
    except (TypeError, ValueError):
        return {}
    return {p.name: float(p.default) for p in parameters if type(p.default) in (int, float)}


def positional_arguments(target: Any) -> tuple[str, ...] | None:
    """The names of arguments that can be given by position; None where any can."""
    try:
        parameters = inspect.signature(target).parameters.values()
    except (TypeError, ValueError):
        return None
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return None
    return tuple(
        p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    )
