"""Many runs for outputs alone: the stand-in is on wherever it has something to do."""

import pytest
import torch
from torch import nn
from torch.overrides import _len_torch_function_stack

from torchkata.worker.bare_run import outputs_of
from torchkata.worker.case import Case
from torchkata.worker.dropout import stand_in
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation, Record, Target
from torchkata.worker.settling import settle

X = torch.linspace(-1, 1, 6, dtype=torch.float64)
THIRD = torch.tensor([1 / 3], dtype=torch.float64)


class Watched:
    """A target that is run again and again, and says how many modes were on."""

    def __init__(self, body: str) -> None:
        self.engine = Engine()
        source = "import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n"
        source += (
            "class Piece(nn.Module):\n    def forward(self, x):\n        seen.append(count())\n"
        )
        source += f"        {body}\n"
        self.seen: list[int] = []
        self.engine.load(Target(source, "piece.py", "Piece", "module"))
        self.engine.namespace.Piece.forward.__globals__.update(
            seen=self.seen, count=_len_torch_function_stack, X=X, THIRD=THIRD
        )
        self.engine.prepare((Case("piece", {}, {}, {"x": X}),))
        self.subject = self.engine.construct(Evaluation(build=0, steps=(), drop=True))
        assert isinstance(self.subject.module, nn.Module)

    def run(self, *, train: bool = False) -> torch.Tensor:
        record = Record(0, 0, torch.zeros(0), train=train)
        return outputs_of(self.engine, self.subject, record)["out"]


@pytest.mark.parametrize("train", [False, True])
def test_dropout_that_is_active_is_replaced_every_time(train: bool) -> None:
    watched = Watched("return F.dropout(x, 0.3)")
    assert all(torch.equal(watched.run(train=train), stand_in(X, 0.3)) for _ in range(3))


def test_dtypes_are_lifted_every_time() -> None:
    watched = Watched("return x * THIRD.to(torch.float32)")
    assert all(torch.equal(watched.run(), X * THIRD) for _ in range(3))


def test_what_has_nothing_to_do_is_off() -> None:
    watched = Watched("return x * 2")
    watched.run()
    assert watched.seen == [0]


def test_what_turned_out_to_have_nothing_to_do_is_off_from_then_on() -> None:
    watched = Watched("return F.dropout(x, 0.3, self.training).to(x.device)")
    for _ in range(3):
        watched.run()
    assert watched.seen == [1, 0, 0]
    watched.run(train=True)
    assert watched.seen[-1] == 1


def test_a_backward_pass_says_nothing_of_the_runs() -> None:
    watched = Watched("return F.dropout(x, 0.3) * WEIGHT")
    weight = torch.nn.Parameter(torch.full((6,), 0.3, dtype=torch.float64))
    watched.engine.namespace.Piece.forward.__globals__["WEIGHT"] = weight
    watched.subject.module.register_parameter("weight", weight)
    settle(watched.engine, watched.subject, Record(0, 0, torch.zeros(0)))
    assert torch.equal(watched.run(), stand_in(X, 0.3) * weight.detach())


def test_a_run_that_raised_says_nothing_of_what_comes_after() -> None:
    watched = Watched("x = x.to(x.device)\n        return x * THIRD.float() if go else x @ x @ x")
    watched.engine.namespace.Piece.forward.__globals__["go"] = False
    with pytest.raises(RuntimeError):
        watched.run()
    watched.engine.namespace.Piece.forward.__globals__["go"] = True
    assert torch.equal(watched.run(), X * THIRD)
