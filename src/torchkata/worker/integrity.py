"""Whether an attempt left torch as it found it, for everyone else in its process."""

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.modules import module as modules

HOOKS = tuple(name for name in vars(modules) if name.startswith("_global_") and "hooks" in name)
WATCHED = {"torch": torch, "torch.nn.functional": F, "torch.Tensor": Tensor, "nn.Module": nn.Module}
FOLDER = str(Path(torch.__file__).parent)
BEFORE = {
    place: {name: value for name, value in vars(owner).items() if callable(value)}
    for place, owner in WATCHED.items()
}


def is_foreign(now: object, before: object) -> bool:
    """Whether a name was replaced by something that is not torch's own; torch wraps some late."""
    code = getattr(now, "__code__", None)
    return now is not before and not (code and code.co_filename.startswith(FOLDER))


def left_on_torch() -> tuple[str, ...]:
    """Names that were replaced and hooks that stayed, in words."""
    replaced = [
        f"{place}.{name}"
        for place, before in BEFORE.items()
        for name, value in before.items()
        if is_foreign(vars(WATCHED[place]).get(name), value)
    ]
    hooks = [f"hooks on all modules ({name})" for name in HOOKS if len(vars(modules)[name])]
    return tuple([*replaced, *hooks][:8])
