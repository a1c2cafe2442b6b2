"""What the parts of a failing expression were, read from its frame; nothing is run for it."""

import ast
import builtins
import difflib
import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import FrameType, FunctionType, MethodType, ModuleType
from typing import Any

import torch
from torch import Tensor, nn

from torchkata.contracts import Operand
from torchkata.worker.failing import Part, operands_of
from torchkata.worker.watch import Place

MISSING: Any = object()
MOST_OPERANDS = 6
MOST_ENTRIES = 2**20  # of a tensor whose smallest and largest entry are looked for
LONGEST_TEXT = 60
LONGEST_VALUE = 120
MOST_ITEMS = 4
MODULE_PARTS = ("_parameters", "_buffers", "_modules")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where values are looked for: a frame, and what probes saw in it."""

    frame: FrameType
    source: str
    seen: Mapping[Place, Any]


def operands(part: Part, tree: ast.Module, scene: Scene) -> tuple[tuple[Operand, ...], bool]:
    """The operands in order, and whether there is one whose value is not known."""
    found: list[Operand] = []
    is_partial = False
    for node in operands_of(part, tree):
        is_callee = isinstance(part, ast.Call) and node is part.func
        shown, value = called(node, scene) if is_callee else (node, MISSING)
        if shown is None or isinstance(shown, ast.Constant | ast.Slice) or is_self(shown):
            continue
        value = read(shown, scene) if value is MISSING else value
        if value is MISSING:
            is_partial |= not isinstance(shown, ast.Name | ast.Lambda | ast.JoinedStr)
        elif len(found) < MOST_OPERANDS:
            found.append(described(text_of(shown, scene.source), value))
    return tuple(found), is_partial


def called(node: ast.expr, scene: Scene) -> tuple[ast.expr | None, Any]:
    """Of what is called, the part that tells something: a module, or a method's own tensor."""
    value = read(node, scene)
    if isinstance(value, FunctionType | type):
        return None, MISSING
    if value is not MISSING and not callable(value):
        return node, value
    if isinstance(value, nn.Module):
        return node, value
    if not isinstance(node, ast.Attribute):
        return (None if isinstance(node, ast.Name) else node), MISSING
    owner = read(node.value, scene)
    is_place = isinstance(owner, ModuleType | type)
    return (None, MISSING) if is_place else (node.value, owner)


def is_self(node: ast.expr) -> bool:
    """Whether this is the object itself, whose class the headline says."""
    return isinstance(node, ast.Name) and node.id == "self"


def read(node: ast.expr, scene: Scene) -> Any:
    """The value of an expression, where it lies ready; MISSING elsewhere."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            for names in (scene.frame.f_locals, scene.frame.f_globals, vars(builtins)):
                if name in names:
                    return names[name]
            return MISSING
        case ast.Attribute(value=owner, attr=name):
            found = attribute(read(owner, scene), name)
        case ast.Subscript(value=owner, slice=ast.Constant(value=index)):
            found = item(read(owner, scene), index)
        case _:
            found = MISSING
    return scene.seen.get(place_of(node, scene.source), MISSING) if found is MISSING else found


def attribute(owner: Any, name: str) -> Any:
    """An attribute that an object simply has: no property is asked, but for a tensor's shape."""
    if isinstance(owner, Tensor) and name == "shape":
        return torch.Size(owner.shape)
    own = getattr(owner, "__dict__", {}) if owner is not MISSING else {}
    tables = [own, *(own.get(part) or {} for part in MODULE_PARTS)]
    return next((table[name] for table in tables if name in table), MISSING)


def item(owner: Any, index: Any) -> Any:
    """An entry of a list, tuple or dict."""
    if isinstance(owner, nn.ModuleList | nn.Sequential):
        owner = list(vars(owner)["_modules"].values())
    if type(owner) not in (list, tuple, dict):
        return MISSING
    try:
        return owner[index]
    except (LookupError, TypeError):
        return MISSING


def place_of(node: ast.expr, source: str) -> Place:
    """By which an expression is known again."""
    return node.lineno, node.end_lineno or node.lineno, ast.get_source_segment(source, node) or ""


def text_of(node: ast.expr, source: str) -> str:
    """An expression as it is written, on one line."""
    text = " ".join((ast.get_source_segment(source, node) or ast.unparse(node)).split())
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 3] + "..."


def described(text: str, value: Any) -> Operand:
    """A value as data."""
    kind = type(value).__name__
    if isinstance(value, Tensor):
        return of_tensor(text, kind, value)
    if isinstance(value, nn.Module):
        is_known = type(value).__module__.startswith("torch.nn.")
        words = repr(value).splitlines()[0] if is_known else kind
    elif type(value) in (tuple, list) or isinstance(value, torch.Size):
        words = of_several(value)
    elif value is None or type(value) in (bool, int, float, str):
        words = repr(value)
    elif isinstance(value, FunctionType | MethodType | type):
        words = getattr(value, "__qualname__", kind)
    else:
        words = kind
    return Operand(text, kind, words[:LONGEST_VALUE])


def of_tensor(text: str, kind: str, value: Tensor) -> Operand:
    """A tensor by its shape and how it lies in memory."""
    with torch._C.DisableTorchFunction():
        shape = tuple(int(size) for size in value.shape)
        is_dense = value.layout is torch.strided
        low, high = of_whole(value)
        return Operand(
            text,
            kind,
            shape=shape,
            dtype=str(value.dtype).removeprefix("torch."),
            device=str(value.device),
            strides=tuple(value.stride()) if is_dense else (),
            contiguous=not is_dense or value.is_contiguous(),
            low=low,
            high=high,
        )


def of_whole(value: Tensor) -> tuple[int | None, int | None]:
    """The smallest and largest of whole numbers."""
    is_whole = not (value.is_floating_point() or value.is_complex() or value.dtype == torch.bool)
    if not is_whole or value.device.type == "meta" or not 0 < value.numel() <= MOST_ENTRIES:
        return None, None
    return int(value.min()), int(value.max())


def of_several(values: Any) -> str:
    """The entries of a list or tuple, tensors by their shapes."""
    if isinstance(values, torch.Size):
        return str(tuple(values))
    few = [
        str(tuple(entry.shape)) if isinstance(entry, Tensor) else repr(entry)[:20]
        for entry in values[:MOST_ITEMS]
        if entry is None or isinstance(entry, Tensor | int | float | str)
    ]
    more = ", ..." if len(values) > len(few) else ""
    return f"{len(values)} entries: {', '.join(few)}{more}" if few else f"{len(values)} entries"


def names_near(error: BaseException, frame: FrameType | None) -> tuple[str, ...]:
    """Names that are there and are spelled like the one that was asked for."""
    name = getattr(error, "name", None)
    if not isinstance(name, str) or not isinstance(error, AttributeError | NameError):
        return ()
    if isinstance(error, AttributeError):
        return like(name, names_of(error.obj))
    known = {**frame.f_globals, **frame.f_locals} if frame is not None else {}
    return like(name, [*known, *vars(builtins)])


def names_of(owner: object) -> list[str]:
    """What an object has; what every module of torch has is left out."""
    if isinstance(owner, nn.Module):
        parts = vars(owner)
        known = set(dir(nn.Module)) | set(vars(nn.Module()))
        own = [*parts, *(n for p in MODULE_PARTS for n in parts.get(p) or {}), *dir(type(owner))]
        return [name for name in own if name not in known]
    return dir(owner)


def like(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The name that is most alike, whatever the case."""
    public = {k.lower(): k for k in known if isinstance(k, str) and not k.startswith("__")}
    found = difflib.get_close_matches(name.lower(), list(public), n=1, cutoff=0.6)
    return tuple(public[match] for match in found)


def arguments_of(part: Part, scene: Scene) -> tuple[str, ...]:
    """The names of the arguments that the called function takes; () where nobody knows."""
    if not isinstance(part, ast.Call):
        return ()
    function = read(part.func, scene)
    if isinstance(function, nn.Module):
        function = type(function).forward
    if function is MISSING:
        owner = read(part.func.value, scene) if isinstance(part.func, ast.Attribute) else ""
        function = getattr(owner, getattr(part.func, "attr", ""), None)
    try:
        taken = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return ()
    optional = {p.name for p in taken if p.default is not p.empty}
    return tuple(
        f"{p.name}=..." if p.name in optional else p.name for p in taken if p.name != "self"
    )
