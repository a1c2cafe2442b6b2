"""Messages as bytes: a JSON head and a safetensors blob of bounded size; nothing is unpickled.

A frame is two unsigned 64-bit lengths, the head, the blob. Records become plain JSON: a dataclass
is an object of its fields, a tensor is `{"$tensor": KEY}` with its values in the blob.
"""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

LENGTHS = struct.Struct(">QQ")
MOST_BYTES = 512 * 2**20
MALFORMED = (
    SafetensorError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    RecursionError,
    struct.error,
)


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
    try:
        head_size, blob_size = LENGTHS.unpack(read(LENGTHS.size))
        if head_size + blob_size > MOST_BYTES:
            raise WireError(f"a message of {head_size + blob_size:,} bytes")
        head, blob = read(head_size), read(blob_size)
        return from_json(json.loads(head), kind, load(blob))
    except MALFORMED as error:
        raise WireError(f"not a message: {type(error).__name__}") from error


def as_json(value: Any, tensors: dict[str, Tensor]) -> Any:
    """Plain JSON, tensors put aside under keys."""
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if isinstance(value, Tensor):
        key = str(len(tensors))
        tensors[key] = value.detach().contiguous().clone()
        return {"$tensor": key}
    if kind in (list, tuple):
        return [as_json(item, tensors) for item in value]
    if kind is dict:
        return {str(key): as_json(item, tensors) for key, item in value.items()}
    if is_dataclass(kind):
        return {name: as_json(getattr(value, name), tensors) for name in hints(kind)}
    if isinstance(value, str | int | float):  # an enumeration's member, say
        return value
    raise TypeError(f"{kind.__name__} cannot cross the border")


@cache
def hints(kind: type) -> dict[str, Any]:
    """A record's fields and their types."""
    return get_type_hints(kind)


Reader = Callable[[Any, Mapping[str, Tensor]], Any]


def from_json(value: Any, kind: Any, tensors: Mapping[str, Tensor]) -> Any:
    """A value of exactly the type that was announced, or an exception."""
    return reader(kind)(value, tensors)


@cache
def reader(kind: Any) -> Reader:
    """What makes values of one type; what else it is given raises."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is Any:
        return anything
    if origin in (Union, UnionType):
        return optional(reader(next(a for a in arguments if a is not NoneType)))
    if origin is tuple:
        return tuples(reader(arguments[0]))
    if origin is dict:
        return dicts(reader(arguments[1]))
    if kind is Tensor:
        return lambda value, tensors: tensors[checked(value, dict)["$tensor"]]
    if is_dataclass(kind):
        return records(kind)
    if kind is float:
        return lambda value, _: float(value) if type(value) is int else checked(value, float)
    return lambda value, _: checked(value, kind)


def optional(inner: Reader) -> Reader:
    """None, or what `inner` reads."""
    return lambda value, tensors: None if value is None else inner(value, tensors)


def tuples(inner: Reader) -> Reader:
    """Tuples of what `inner` reads."""
    return lambda value, tensors: tuple([inner(item, tensors) for item in checked(value, list)])


def dicts(inner: Reader) -> Reader:
    """Dicts by name of what `inner` reads."""
    return lambda value, tensors: {
        key: inner(item, tensors) for key, item in checked(value, dict).items()
    }


def records(kind: Any) -> Reader:
    """Dataclasses, every field given."""
    inner = {name: reader(hint) for name, hint in hints(kind).items()}

    def read(value: Any, tensors: Mapping[str, Tensor]) -> Any:
        given = checked(value, dict)
        return kind(**{name: part(given[name], tensors) for name, part in inner.items()})

    return read


def anything(value: Any, tensors: Mapping[str, Tensor]) -> Any:
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
