"""Statements seen in a run: nothing changes, every line tells its shape, nothing hostile passes."""

from dataclasses import replace

import pytest
import torch

from torchkata.contracts import Call, Run, Statement, Step, Value
from torchkata.worker.case import Case
from torchkata.worker.claims import NotCredibleError, credible_runs
from torchkata.worker.engine import Engine, executed
from torchkata.worker.messages import Look, Looks, Target
from torchkata.worker.probes import PROBE
from torchkata.worker.stepping import BOUND, ENTER, RESULT, with_steps
from torchkata.worker.tracer import Tracer
from torchkata.worker.tracing import traced

TRICKY = '''
import torch
from torch import nn


class Inner(nn.Module):
    def forward(self, x):
        """Doubles."""
        return x * 2


class Piece(nn.Module):
    def __init__(self, width: int = 4) -> None:
        super().__init__()
        self.proj, self.inner = nn.Linear(width, width), Inner()
        self.__hidden = 2

    def forward(self, x, scale=[1.0][0]):
        B, L = x.shape
        a, (b, *c) = x + 1, (x - 1, x * self.__hidden)
        total = a; total += b
        total[..., 0] = 0
        for part in total.unbind(-1):
            last = part.sum()
        parts = [self.inner(p) for p in total.unbind(-1)]
        self.kept = torch.stack(parts, dim=-1)
        count: int = len(parts)
        return self.proj(self.kept), last
'''
TWICE = "def f(x):\n    y = x * 2\n    return y\n"


def run(source: str, *, probed: bool) -> tuple[tuple[torch.Tensor, ...], Tracer]:
    stepped = with_steps(source)
    tracer = Tracer(stepped.statements, with_numbers=True)
    probes = {PROBE: tracer, ENTER: tracer.enter, BOUND: tracer.bound, RESULT: tracer.result}
    tree = stepped.tree if probed else None
    names = executed(source, "piece.py", "attempt", tree=tree, **probes)
    torch.manual_seed(0)
    piece = names["Piece"]()
    tracer.know(piece)
    return piece(torch.arange(12.0).reshape(3, 4)), tracer


def asked(source: str, name: str, *, kind: str = "function", **inputs: object) -> Run:
    """One run of a text in this process."""
    engine = Engine()
    engine.load(Target(source, "attempt.py", name, kind))
    engine.prepare((Case("plain", {}, {}, inputs),))
    (found,) = traced(engine, Looks((Look(0),), with_numbers=True))
    return found


def test_what_is_computed_is_the_same_to_the_last_bit() -> None:
    plain, _ = run(TRICKY, probed=False)
    seen, tracer = run(TRICKY, probed=True)
    assert all(map(torch.equal, plain, seen))
    assert len(tracer.steps) > 15


def test_every_line_tells_what_it_gives() -> None:
    _, tracer = run(TRICKY, probed=True)
    told = {}
    for step in tracer.steps:
        statement = tracer.statements[step.statement]
        told.setdefault(statement.text, [(value.name, value.shape) for value in step.values])
    assert told["a, (b, *c) = x + 1, (x - 1, x * self.__hidden)"] == [
        ("a", (3, 4)),
        ("b", (3, 4)),
        ("c[0]", (3, 4)),
    ]
    assert told["total += b"] == told["total[..., 0] = 0"] == [("total", (3, 4))]
    assert told["for part in total.unbind(-1):"] == [("part", (3,))]
    assert told["self.kept = torch.stack(parts, dim=-1)"] == [("self.kept", (3, 4))]
    assert told["return self.proj(self.kept), last"] == [("[0]", (3, 4)), ("[1]", ())]
    assert told["return x * 2"] == [("", (3,))]


def test_calls_know_their_module_and_who_called_them() -> None:
    _, tracer = run(TRICKY, probed=True)
    calls = [call for call in tracer.calls if call.is_run]
    assert [call.path for call in calls] == ["", *["inner"] * 4]
    assert {calls[0].parent, tracer.calls[calls[1].parent].path} == {-1, ""}


def test_whole_numbers_of_the_frame_are_told_where_they_change() -> None:
    _, tracer = run(TRICKY, probed=True)
    found = [step.numbers for step in tracer.steps if "L" in step.numbers]
    assert found == [{"B": 3, "L": 4}]


def test_what_is_raised_comes_with_the_operands_of_its_line() -> None:
    source = "def f(x, y):\n    z = x * 2\n    return z @ y\n"
    found = asked(source, "f", x=torch.ones(2, 3), y=torch.ones(2, 3))
    assert found.failure is not None
    assert (found.failure.type, found.failure.line, found.failure.call) == ("RuntimeError", 3, 0)
    assert [(v.name, v.shape) for v in found.failure.operands] == [("z", (2, 3)), ("y", (2, 3))]
    assert [value.name for step in found.steps for value in step.values] == ["x", "y", "z"]


def test_odd_numbers_are_counted() -> None:
    source = "def f(x):\n    return x.log()\n"
    value = asked(source, "f", x=torch.tensor([-1.0, 0.0, 1.0])).steps[-1].values[0]
    assert (value.n_nan, value.n_negative_inf, value.n_inf, value.mean) == (1, 1, 0, 0.0)
    assert value.is_broken


def test_endless_recursion_is_an_answer_of_bounded_size() -> None:
    found = asked("def f(x):\n    return f(x + 1)\n", "f", x=torch.ones(2))
    assert found.failure is not None
    assert found.failure.type == "RecursionError"
    assert len(found.steps) < 5000


def test_lazy_and_vmapped_code_can_be_followed() -> None:
    source = "import torch\ndef g(r):\n    s = r.sum()\n    return s\ndef f(x):\n"
    source += "    return torch.vmap(g)(x)\n"
    found = asked(source, "f", x=torch.ones(2, 3))
    assert found.failure is None
    assert found.steps[-1].values[0].shape == (2,)


STATEMENTS = with_steps(TWICE).statements
GOOD = Run((Call(-1, 0, "", 0, True),), (Step(1, 0, (Value("y", (2,), "float32"),)),))
LOOKS, TARGET = Looks((Look(0),)), Target(TWICE, "a.py", "f", "function")
WRONG = {
    "a statement that the file has not": replace(GOOD, steps=(Step(9, 0, ()),)),
    "a call that is not there": replace(GOOD, steps=(Step(1, 7, ()),)),
    "a call inside itself": replace(GOOD, calls=(Call(0, 0, "", 0, True),)),
    "a shape below zero": replace(GOOD, steps=(Step(1, 0, (Value("y", (-2,), "f"),)),)),
    "a number too large": replace(GOOD, steps=(Step(1, 0, (), (), {"n": 2**80}),)),
    "an endless name": replace(GOOD, steps=(Step(1, 0, (Value("y" * 9999, (), "f"),)),)),
}


def test_a_run_of_ours_is_credible() -> None:
    assert isinstance(STATEMENTS[0], Statement)
    assert credible_runs((GOOD,), LOOKS, TARGET) == (GOOD,)


@pytest.mark.parametrize("run", WRONG.values(), ids=WRONG)
def test_a_run_that_cannot_be_is_refused(run: Run) -> None:
    with pytest.raises(NotCredibleError):
        credible_runs((run,), LOOKS, TARGET)
