"""What a rule about an exception is, and what it can ask of the operands."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from torchkata.contracts import Explanation, Operand, Raised

Explain = Callable[[re.Match[str], Raised], Explanation]
NUMBER_OF = r"\b{name}=(\d+)"


@dataclass(frozen=True, slots=True)
class Rule:
    """Words by which an exception is known, and what they mean."""

    name: str
    pattern: str  # looked for anywhere in the exception's words
    explain: Explain
    type: str = ""  # of the exception, where the words alone could be another's


def tensors(raised: Raised) -> list[Operand]:
    """The operands that are tensors."""
    return [operand for operand in raised.operands if operand.is_tensor]


def layer(raised: Raised, kind: str = "") -> Operand | None:
    """The layer that was called; only one of this kind where a kind is named."""
    first = raised.operands[0] if raised.operands else None
    is_layer = first is not None and first.value.startswith(kind or first.kind)
    return first if is_layer and first is not None and "(" in first.value else None


def number(operand: Operand, name: str) -> int | None:
    """A number that a layer was built with, by its name in the layer's description."""
    found = re.search(NUMBER_OF.format(name=re.escape(name)), operand.value)
    return int(found[1]) if found else None


def shaped(operand: Operand) -> str:
    """`q` (2, 5, 12)."""
    return f"`{operand.text}` {operand.shape}"


def all_shaped(operands: list[Operand]) -> str:
    """Several tensors with their shapes."""
    return ", ".join(map(shaped, operands))


def alike(raised: Raised) -> str:
    """`; did you mean …?`, where something is spelled alike."""
    if not raised.near:
        return ""
    return f"; did you mean {' or '.join(f'`{name}`' for name in raised.near)}?"
