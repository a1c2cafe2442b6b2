"""Names that models are usually written with, and the line that imports each.

Plain words that may as well be misspelt variables (`repeat`, `product`, `field`) are left out.
"""

ALIASED = {"F": "torch.nn.functional", "np": "numpy"}
MODULES = (
    *("collections", "contextlib", "dataclasses", "einops", "functools", "itertools", "math"),
    *("numpy", "torch", "torchvision", "typing"),
)
TAKEN_FROM = {
    "collections": ("Counter", "OrderedDict", "defaultdict", "deque"),
    "collections.abc": (
        *("Callable", "Collection", "Hashable", "Iterable", "Iterator", "Mapping"),
        *("MutableMapping", "MutableSequence", "Sequence"),
    ),
    "contextlib": ("contextmanager", "nullcontext", "suppress"),
    "copy": ("deepcopy",),
    "dataclasses": ("dataclass",),
    "einops": ("rearrange",),
    "enum": ("Enum", "StrEnum"),
    "functools": ("cached_property", "lru_cache", "partial"),
    "itertools": ("pairwise",),
    "typing": (
        *("Any", "ClassVar", "Dict", "Final", "Generic", "List", "Literal", "NamedTuple"),
        *("Optional", "Protocol", "Self", "Set", "Tuple", "Type", "TypeVar", "Union"),
    ),
    "torch": ("Tensor", "einsum", "nn", "no_grad", "optim"),
    "torch.nn": (
        *("BatchNorm1d", "BatchNorm2d", "Conv1d", "Conv2d", "ConvTranspose2d", "Dropout"),
        *("Embedding", "GELU", "GroupNorm", "Identity", "LayerNorm", "Linear", "Module"),
        *("ModuleDict", "ModuleList", "Parameter", "ParameterList", "ReLU", "Sequential", "SiLU"),
    ),
    "torch.optim": ("Adam", "AdamW", "Optimizer", "SGD"),
    "torch.utils.data": ("DataLoader", "Dataset", "TensorDataset"),
}
HOME = {name: module for module, names in TAKEN_FROM.items() for name in names}


def import_line(name: str) -> str | None:
    """The line that makes `name` known, e.g. "from collections.abc import Callable"; else None."""
    if name in ALIASED:
        return f"import {ALIASED[name]} as {name}"
    if name in MODULES:
        return f"import {name}"
    return f"from {HOME[name]} import {name}" if name in HOME else None
