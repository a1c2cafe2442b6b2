"""Targets that are built once for many runs: each run finds them as they were."""

import torch
from torch import Tensor, nn

from torchkata.worker.case import Case
from torchkata.worker.engine import Engine
from torchkata.worker.lasting import Lasting, Workshop
from torchkata.worker.messages import Target
from torchkata.worker.subjects import ModuleSubject

TEXT = """
import torch
from torch import nn

class Mean(nn.Module):
    made = 0

    def __init__(self):
        super().__init__()
        Mean.made += 1
        self.register_buffer("mean", torch.zeros(3))
        self.register_buffer("last", None)
        self.register_buffer("places", torch.arange(3).expand(2, 3))

    def forward(self, x):
        self.mean += x
        self.last = x
        return self.mean
"""


def subject(spoiled: Tensor) -> tuple[Lasting, nn.Module]:
    case = Case("generic", {}, {}, {"x": spoiled})
    engine = Engine()
    engine.load(Target(TEXT, "mean.py", "Mean", "module"))
    built = ModuleSubject(engine.namespace, "Mean", case)
    return Lasting.of(built), built.built


def test_buffers_are_put_back() -> None:
    for spoiled in (torch.ones(3), torch.full((3,), torch.nan)):
        lasting, module = subject(spoiled)
        module(spoiled)
        module.mean = torch.ones(7)
        lasting.as_it_was()
        assert torch.equal(module.get_buffer("mean"), torch.zeros(3))
        assert module.last is None


def test_a_target_is_built_once_for_a_case() -> None:
    engine = Engine()
    engine.load(Target(TEXT, "mean.py", "Mean", "module"))
    engine.prepare((Case("generic", {}, {}, {"x": torch.ones(3)}),))
    workshop = Workshop(engine)
    first = workshop.ready(0)
    assert workshop.ready(0) is first
    assert workshop.anew(0) is not first
    assert engine.namespace.Mean.made == 2
