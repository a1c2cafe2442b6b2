"""Equations of `einsum` that say a matrix product."""

from torchkata.source.structure.term import Term

AXES = (Term("#-1"), Term("#-2"))


def matmul(equation: str, left: Term, right: Term) -> Term | None:
    """`left @ right`, transposed where the equation says so; None where it says something else."""
    given, _, out = equation.replace(" ", "").replace("...", ".").partition("->")
    first, _, second = given.partition(",")
    summed = [letter for letter in first if letter in second and letter not in out]
    if len(summed) != 1 or not out or len({*first}) != len(first) or len({*second}) != len(second):
        return None
    (inner,) = summed
    left_last, right_last = out[-2:-1], out[-1]
    if right_last not in second or right_last in first:
        return None
    batch = second.replace(inner, "").replace(right_last, "")
    if out != first.replace(inner, "") + right_last or (batch and batch != out[:-2]):
        return None
    turned = _turned(left, first, left_last + inner), _turned(right, second, inner + right_last)
    return Term("@", turned)


def _turned(value: Term, axes: str, wanted: str) -> Term:
    """The operand with its last two axes as wanted."""
    if axes.endswith(wanted) or len(wanted) < 2:
        return value
    if value.op == "transpose" and value.args[1:] == AXES:
        return value.args[0]
    return Term("transpose", (value, *AXES))
