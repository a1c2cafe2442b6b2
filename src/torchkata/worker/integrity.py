"""Whether an attempt left torch as it found it, for everyone else in its process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.modules import module as modules

HOOKS = tuple(name for name in vars(modules) if name.startswith("_global_") and "hooks" in name)
WATCHED = {"torch": torch, "torch.nn.functional": F, "torch.Tensor": Tensor, "nn.Module": nn.Module}
SPOKEN = {"torch.Storage": "the default dtype"}  # which goes with it
MOVED: set[str] = set()  # what was put back
FOLDER = str(Path(torch.__file__).parent)
BEFORE = {
    place: {name: value for name, value in vars(owner).items() if callable(value)}
    for place, owner in WATCHED.items()
}


def is_torchs_own(value: object) -> bool:
    """Whether a function comes from torch: it wraps some late."""
    code = getattr(value, "__code__", None)
    return code is not None and code.co_filename.startswith(FOLDER)


def left_on_torch() -> tuple[str, ...]:
    """Names that were replaced and hooks that stayed, in words."""
    replaced = [
        f"{place}.{name}"
        for place, before in BEFORE.items()
        for now in [vars(WATCHED[place])]
        for name, value in before.items()
        if now.get(name) is not value and not is_torchs_own(now.get(name))
    ]
    replaced = [SPOKEN.get(name, name) for name in replaced]
    hooks = [f"hooks on all modules ({name})" for name in HOOKS if len(vars(modules)[name])]
    return tuple([*sorted(MOVED), *replaced, *hooks][:8])


@contextmanager
def default_device_kept() -> Iterator[None]:
    """Where another default device is left by what runs inside, it is put back and remembered."""
    try:
        yield
    finally:
        if put_back_default_device():
            MOVED.add("the default device")


def put_back_default_device() -> bool:
    """New tensors come on the CPU again; whether they would not have."""
    is_another = torch.get_default_device().type != "cpu"
    if is_another:
        torch.set_default_device(None)
    return is_another
