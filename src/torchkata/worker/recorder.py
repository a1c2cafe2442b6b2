"""What the probes of one run saw, and what they put in its place."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from torchkata.worker.messages import Seen

MOST_EVENTS = 4000
MOST_ELEMENTS = 2**18  # of one value
MOST_IN_ALL = 2**23  # elements of one recording
LARGEST = 2**62  # of the numbers that are kept
KINDS = (Tensor, torch.nn.Parameter, int, float, bool)
DTYPES = (
    torch.bool,
    torch.uint8,
    torch.int8,
    torch.int16,
    torch.int32,
    torch.int64,
    torch.bfloat16,
    torch.float16,
    torch.float32,
    torch.float64,
)


class Recorder:
    """The function behind every probe."""

    def __init__(self) -> None:
        self.is_on = False
        self.events: list[Seen] = []
        self.elements = 0  # in all of them
        self.passes: dict[int, int] = {}
        self.patches: Mapping[int, Sequence[Tensor]] = {}
        self.wanted: tuple[int, int] | None = None  # the site and pass of a value to be caught
        self.caught: Tensor | None = None

    def catch(self, site: int, occurrence: int) -> None:
        """A new run, in which one value is kept with its history."""
        self.begin({})
        self.wanted, self.caught = (site, occurrence), None

    def begin(self, patches: Mapping[int, Sequence[Tensor]]) -> None:
        """A new run."""
        self.is_on, self.events, self.passes, self.patches = True, [], {}, patches
        self.elements, self.wanted = 0, None

    def end(self) -> None:
        """Nothing is seen any more."""
        self.is_on = False

    def __call__(self, site: int, value: Any) -> Any:
        """See a value; give it back, or another."""
        if not self.is_on or type(value) not in KINDS:
            return value
        occurrence = self.passes.get(site, 0)
        self.passes[site] = occurrence + 1
        if self.wanted is not None:
            if self.wanted == (site, occurrence) and isinstance(value, Tensor):
                self.caught = value.clone()  # it may be changed in place later
            return value
        patch = self.patches.get(site)
        if patch is not None:
            index = 0 if len(patch) == 1 else occurrence
            return patched(value, patch[index]) if index < len(patch) else value
        if not self.patches and len(self.events) < MOST_EVENTS:
            with torch._C.DisableTorchFunction():
                kept = copy_of(value)
            if kept is not None and self.elements + kept.numel() <= MOST_IN_ALL:
                self.elements += kept.numel()
                self.events.append(Seen(site, occurrence, kept))
        return value


def patched(value: Any, patch: Tensor) -> Any:
    """The patch as what it stands for: a number, or a tensor of the same kind."""
    if isinstance(value, int | float):
        return patch if patch.dim() else patch.item()
    if value.dim() and not patch.dim():
        return patch.item()
    is_cast = value.is_floating_point() and patch.is_floating_point()
    return patch.to(device=value.device, dtype=value.dtype if is_cast else patch.dtype)


def copy_of(value: Any) -> Tensor | None:
    """A value to compare; None where it is of no kind or size for that."""
    if isinstance(value, int | float):
        return torch.tensor(value) if abs(value) < LARGEST else None
    if value.layout is not torch.strided or value.dtype not in DTYPES:
        return None
    if not 0 < value.numel() <= MOST_ELEMENTS:
        return None
    kept: Tensor = value.detach().to("cpu").contiguous().clone()
    return kept
