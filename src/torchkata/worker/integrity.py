"""Whether an attempt left torch as it found it, for everyone else in its process."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.modules import module as modules

HOOKS = tuple(name for name in vars(modules) if name.startswith("_global_") and "hooks" in name)
WATCHED = {"torch": torch, "torch.nn.functional": F, "torch.Tensor": Tensor, "nn.Module": nn.Module}
BEFORE = {
    place: {name: value for name, value in vars(owner).items() if callable(value)}
    for place, owner in WATCHED.items()
}


def left_on_torch() -> tuple[str, ...]:
    """Names that were replaced and hooks that stayed, in words."""
    replaced = [
        f"{place}.{name}"
        for place, before in BEFORE.items()
        for name, value in before.items()
        if vars(WATCHED[place]).get(name) is not value
    ]
    hooks = [f"hooks on all modules ({name})" for name in HOOKS if len(vars(modules)[name])]
    return tuple([*replaced, *hooks][:8])
