"""The `main` of a practice file: the target, run on dummy tensors."""

import ast
import re
from collections.abc import Sequence

from torchkata.contracts import Kata, TensorSpec, ValueSpec
from torchkata.source.layout import INDENT, bracketed
from torchkata.source.target import Function, public_methods

SIMPLE_POWER = re.compile(r"(?<![\w)]) ?(\w+) \*\* (-?\w+)(?![\w(.])")
WORD = re.compile(r"[A-Za-z_]\w*")
DEFINITION = ("class ", "def ", "@")
SHAPE = re.compile(r"\w+\s*\[([^\[\]]*)\]")


def main_lines(kata: Kata, node: ast.ClassDef | Function) -> list[str]:
    """`def main` and the guard that calls it."""
    body = kata.main.splitlines() if kata.main else _generated(kata, node)
    return [
        "def main() -> None:",
        f'{INDENT}"""Run {kata.target} on dummy tensors."""',
        *[""] * body[0].startswith(DEFINITION),  # as the formatter has it
        *(f"{INDENT}{line}".rstrip() for line in body),
        "",
        "",
        'if __name__ == "__main__":',
        f"{INDENT}main()",
    ]


def _generated(kata: Kata, node: ast.ClassDef | Function) -> list[str]:
    lines = [f"{name} = {_size(kata.sizes[name])}" for name in _used_sizes(kata)]
    for name, spec in kata.inputs.items():
        if not (isinstance(spec, ValueSpec) and spec.expression == name):
            lines += _input(_local(name, kata), spec)
    return [*lines, *_call(kata, node)]


def _used_sizes(kata: Kata) -> list[str]:
    """The symbols that the inputs, arguments and outputs come to need, in their order."""
    texts = [text for text in kata.outputs.values() if SHAPE.fullmatch(text)]
    for spec in (*kata.inputs.values(), *kata.build.values()):
        texts.append(spec.text if isinstance(spec, TensorSpec) else spec.expression or "")
    needed = set(WORD.findall(" ".join(texts)))
    used = []
    for name, size in reversed(list(kata.sizes.items())):
        if name in needed:
            used.append(name)
            needed |= set(WORD.findall(size)) if isinstance(size, str) else set()
    return used[::-1]


def _size(size: int | str | tuple[int, ...]) -> str:
    match size:
        case str():
            return formatted(size)
        case tuple():
            return str(size[0])
        case _:
            return str(size)


def _input(name: str, spec: TensorSpec | ValueSpec) -> list[str]:
    if isinstance(spec, ValueSpec):
        return [f"{name} = {value_text(spec)}"]
    dims = [formatted(dim) for dim in spec.dims]
    shape = ", ".join(dims) if len(dims) != 1 else f"{dims[0]},"
    sizes = dims or ["()"]
    match spec.dtype:
        case "int":
            bounds = [formatted(spec.low), formatted(spec.high or "2")]
            return _assigned(name, "torch.randint", [*bounds, f"({shape})"])
        case "mask":
            return _assigned(name, "torch.ones", [*sizes, "dtype=torch.bool"])
    if spec.positive:
        return _assigned(name, "torch.rand", sizes, tail=" + 0.2")
    return _assigned(name, "torch.randn", sizes)


def _assigned(name: str, function: str, items: Sequence[str], *, tail: str = "") -> list[str]:
    lines = bracketed(f"{name} = {function}", items, tail, depth=1)
    return [line.removeprefix(INDENT) for line in lines]


def _call(kata: Kata, node: ast.ClassDef | Function) -> list[str]:
    """Build and call the target where its parameters are the kata's inputs, else show its name."""
    function = _called(node)
    names = [] if function is None else _positional(function)
    if function is None or not set(kata.inputs) <= {*names, *_keyword_only(function)}:
        return [f"print({kata.target})"]
    lines, called = [], kata.target
    if isinstance(node, ast.ClassDef):
        called = next(name for name in ("model", "module", "built") if name not in _taken(kata))
        arguments = [f"{name}={value_text(value)}" for name, value in kata.build.items()]
        lines += _assigned(called, kata.target, arguments)
    results = [_local(name, kata) for name in kata.outputs] or ["out"]
    lines += _assigned(", ".join(results), called, _arguments(kata, names))
    shapes: list[str | None] = [*kata.outputs.values()] or [None]
    return [*lines, *(_shown(r, s) for r, s in zip(results, shapes, strict=True))]


def _arguments(kata: Kata, names: Sequence[str]) -> list[str]:
    """By position as long as the order is the function's own, then by name."""
    by_position = True
    arguments = []
    for i, name in enumerate(kata.inputs):
        by_position = by_position and i < len(names) and names[i] == name
        local = _local(name, kata)
        arguments.append(local if by_position else f"{name}={local}")
    return arguments


def _shown(result: str, shape: str | None) -> str:
    """Print a tensor's shape beside the expected one, or else the result itself."""
    if shape is None:
        return f"print({result}.shape)"
    found = SHAPE.fullmatch(shape)
    if found is None:
        return f"print({result})  # expected: {' '.join(shape.split())}"
    dims = [dim.strip() for dim in found[1].split(",") if dim.strip()]
    expected = f"({', '.join(dims)})" if len(dims) != 1 else f"({dims[0]},)"
    return f"print({result}.shape)  # expected: {expected}"


def value_text(spec: ValueSpec) -> str:
    """A plain argument as Python writes it."""
    if spec.expression is not None:
        return formatted(spec.expression)
    is_finite = not isinstance(spec.value, float) or abs(spec.value) < float("inf")
    return str(spec.value) if is_finite else f'float("{spec.value}")'


def formatted(expression: str) -> str:
    """An expression with the spaces that the formatter gives it."""
    text = ast.unparse(ast.parse(expression, mode="eval"))
    return SIMPLE_POWER.sub(lambda found: found[0].replace(" ** ", "**"), text)


def _called(node: ast.ClassDef | Function) -> Function | None:
    if not isinstance(node, ast.ClassDef):
        return node
    methods = {method.name: method for method in public_methods(node)}
    return methods.get("forward") or methods.get("__call__")


def _positional(function: Function) -> list[str]:
    names = [argument.arg for argument in [*function.args.posonlyargs, *function.args.args]]
    return names[1:] if names[:1] == ["self"] else names


def _keyword_only(function: Function) -> list[str]:
    return [argument.arg for argument in function.args.kwonlyargs]


def _local(name: str, kata: Kata) -> str:
    """The variable of an input or output; the target's own name would hide the target."""
    return f"{name}_" if name == kata.target else name


def _taken(kata: Kata) -> set[str]:
    return {*kata.sizes, *kata.inputs, *kata.outputs, kata.target}
