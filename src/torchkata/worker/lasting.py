"""Targets that are built once for many runs, and put back before each of them."""

from dataclasses import dataclass

import torch
from torch import Tensor

from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation
from torchkata.worker.outputs import same_values
from torchkata.worker.subjects import Subject, module_of

Kept = tuple[dict[str, Tensor | None], str, Tensor | None, Tensor | None]


@dataclass
class Lasting:
    """A built target, its buffers as they are now."""

    subject: Subject
    buffers: list[Kept]  # where each of them is kept, its name, itself, and what it holds

    @classmethod
    def of(cls, subject: Subject) -> "Lasting":
        """What a run may change, apart from parameters: these are filled before each one."""
        module = module_of(subject)
        stores = [part._buffers for part in module.modules()] if module is not None else []
        named = [(store, name, buffer) for store in stores for name, buffer in store.items()]
        held = [(s, n, b, None if b is None else b.detach().clone()) for s, n, b in named]
        return cls(subject, held)

    @torch.no_grad()
    def as_it_was(self) -> Subject:
        """The target, what runs did to its buffers undone."""
        for store, name, buffer, value in self.buffers:
            if buffer is not None and value is not None and not same_values(buffer, value):
                buffer.copy_(value)
            store[name] = buffer
        return self.subject


class Workshop:
    """Builds an engine's targets: once for each case, where what a run leaves in them is known."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.kept: dict[int, Lasting] = {}  # by case

    def anew(self, build: int) -> Subject:
        """What the target of a case builds."""
        return self.engine.construct(Evaluation(build=build, steps=(), drop=True))

    def ready(self, build: int) -> Subject:
        """The same, or what was built before, as it was then."""
        if build in self.kept:
            return self.kept[build].as_it_was()
        subject = self.anew(build)
        if self.engine.is_built_once:
            self.kept[build] = Lasting.of(subject)
        return subject
