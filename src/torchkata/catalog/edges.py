"""The cases that every kata gets: its plain one and the edges of its inputs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from torchkata.catalog.expressions import symbols
from torchkata.catalog.sizes import Size
from torchkata.contracts import CaseSpec, KataError, Layout, MaskDraw, TensorSpec, ValueSpec

Spec = TensorSpec | ValueSpec
MASK_CASES = {
    "mask full": MaskDraw.FULL,
    "mask padded": MaskDraw.PADDED,
    "mask with one key": MaskDraw.ONE,
}


def automatic_cases(
    sizes: Mapping[str, Size],
    build: Mapping[str, ValueSpec],
    inputs: Mapping[str, Spec],
    no_edges: Sequence[str],
    automatic: bool,
) -> tuple[CaseSpec, ...]:
    """`generic` first; then, unless switched off, length 1, strides, masks and left-out inputs."""
    generic = CaseSpec("generic")
    if not automatic:
        return (generic,)
    return (
        generic,
        *_length_one(sizes, build, inputs, no_edges),
        *_strided(inputs),
        *_masks(inputs),
        *_left_out(inputs),
    )


def _length_one(
    sizes: Mapping[str, Size],
    build: Mapping[str, ValueSpec],
    inputs: Mapping[str, Spec],
    no_edges: Sequence[str],
) -> Iterator[CaseSpec]:
    arguments = [value.expression for value in build.values() if value.expression]
    expressions = [size for size in sizes.values() if isinstance(size, str)]
    tied = _symbols_of([*arguments, *expressions])
    axes = {dim for spec in inputs.values() if isinstance(spec, TensorSpec) for dim in spec.dims}
    for name, size in sizes.items():
        is_free = size != 1 and not (isinstance(size, str) and _symbols_of([size]))
        if is_free and name in axes and name not in tied and name not in no_edges:
            yield CaseSpec(f"{name} = 1", sizes={name: 1}, is_edge=True)


def _strided(inputs: Mapping[str, Spec]) -> Iterator[CaseSpec]:
    tensors = [spec for spec in inputs.values() if isinstance(spec, TensorSpec)]
    if any(spec.dtype == "float" and spec.dims for spec in tensors):
        yield CaseSpec("strided inputs", layout=Layout.STRIDED, is_edge=True)


def _masks(inputs: Mapping[str, Spec]) -> Iterator[CaseSpec]:
    if any(isinstance(spec, TensorSpec) and spec.dtype == "mask" for spec in inputs.values()):
        for name, mask in MASK_CASES.items():
            yield CaseSpec(name, mask=mask)


def _left_out(inputs: Mapping[str, Spec]) -> Iterator[CaseSpec]:
    for name, spec in inputs.items():
        if isinstance(spec, TensorSpec) and spec.optional:
            yield CaseSpec(f"without {name}", inputs={name: None})


def _symbols_of(expressions: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for expression in expressions:
        try:
            found.update(symbols(expression))
        except KataError:  # noted where the expression was read
            continue
    return found
