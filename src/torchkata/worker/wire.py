"""Messages as bytes: a JSON head and a safetensors blob of bounded size; nothing is unpickled.

A frame is two unsigned 64-bit lengths, the head, the blob. Records become plain JSON: a dataclass
is an object of its fields, a tensor is `{"$tensor": KEY}` with its values in the blob.
"""

import json
import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

LENGTHS = struct.Struct(">QQ")
MOST_BYTES = 512 * 2**20


class WireError(Exception):
    """What arrived is not a message of ours."""


def encode(record: object) -> bytes:
    """One frame."""
    tensors: dict[str, Tensor] = {}
    head = json.dumps(as_json(record, tensors)).encode()
    blob = save(tensors)
    return LENGTHS.pack(len(head), len(blob)) + head + blob


def decode(read: Callable[[int], bytes], kind: Any) -> Any:
    """Read one frame and make a record of type `kind` of it. Raises WireError."""
    head_size, blob_size = LENGTHS.unpack(read(LENGTHS.size))
    if head_size + blob_size > MOST_BYTES:
        raise WireError(f"a message of {head_size + blob_size:,} bytes")
    head, blob = read(head_size), read(blob_size)
    try:
        return from_json(json.loads(head), kind, load(blob))
    except (SafetensorError, ValueError, TypeError, KeyError, LookupError, RecursionError) as error:
        raise WireError(f"not a message: {type(error).__name__}") from error


def as_json(value: Any, tensors: dict[str, Tensor]) -> Any:
    """Plain JSON, tensors put aside under keys."""
    if isinstance(value, Tensor):
        key = str(len(tensors))
        tensors[key] = value.detach().contiguous().clone()
        return {"$tensor": key}
    if is_dataclass(value):
        return {f.name: as_json(getattr(value, f.name), tensors) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): as_json(item, tensors) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item, tensors) for item in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} cannot cross the border")


def from_json(value: Any, kind: Any, tensors: dict[str, Tensor]) -> Any:
    """A value of exactly the type that was announced, or an exception."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any:
        return anything(value, tensors)
    if origin in (Union, UnionType):
        if value is None and NoneType in arguments:
            return None
        return from_json(value, next(a for a in arguments if a is not NoneType), tensors)
    if origin is tuple:
        return tuple(from_json(item, arguments[0], tensors) for item in checked(value, list))
    if origin is dict:
        items = checked(value, dict).items()
        return {key: from_json(item, arguments[1], tensors) for key, item in items}
    if kind is Tensor:
        return tensors[checked(value, dict)["$tensor"]]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        given = checked(value, dict)
        return kind(**{name: from_json(given[name], hints[name], tensors) for name in hints})  # type: ignore[operator]
    if kind is float and type(value) is int:
        return float(value)
    return checked(value, kind)


def anything(value: Any, tensors: dict[str, Tensor]) -> Any:
    """Values of a case: numbers, strings, tensors, lists and dicts of them."""
    if isinstance(value, dict):
        if value.keys() == {"$tensor"}:
            return tensors[value["$tensor"]]
        return {key: anything(item, tensors) for key, item in value.items()}
    if isinstance(value, list):
        return [anything(item, tensors) for item in value]
    return value


def checked(value: Any, kind: type) -> Any:
    """The value, if it is exactly of that type."""
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return value
