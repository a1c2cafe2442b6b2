"""Alignment: found under any relabelling of scalars, refused where there is none."""

import time

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from torchkata.judge.align import align
from torchkata.judge.align.diagnose import odd_one_out
from torchkata.judge.align.refine import Colouring, Refiner
from torchkata.judge.align.search import Exclusion, Search
from torchkata.judge.align.words import matches
from torchkata.judge.side import Side
from torchkata.worker.case import Case
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Target

REFERENCE = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(5, 7)
        self.b = nn.Linear(7, 3)

    def forward(self, x):
        return self.b(torch.tanh(self.a(x)))
"""
# All its scalars in one vector, in an order that only `ORDER` knows.
SHUFFLED = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.everything = nn.Parameter(torch.randn(66))
        self.register_buffer("order", torch.tensor(ORDER))

    def forward(self, x):
        flat = self.everything[self.order]
        w, v, c, d = flat.split([35, 21, 7, 3])
        return torch.tanh(x @ w.view(5, 7) + c) @ v.view(7, 3) + d
"""


def side(source: str, seed: int = 1) -> Side:
    """A side with two cases, in this process."""
    generator = torch.Generator().manual_seed(0)
    inputs = [torch.randn(n, 5, generator=generator, dtype=torch.float64) for n in (4, 9)]
    cases = tuple(Case(f"{len(x)}", {}, {}, {"x": x}, {}, ("x",)) for x in inputs)
    engine = Engine()
    engine.load(Target(source, "/somewhere/net.py", "Net", "module"))
    engine.prepare(cases)
    return Side(engine, 0, (0, 1), engine.inspect(0).leaves, seed)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(66)), st.integers(0, 2**31))
def test_any_order_of_all_scalars_is_found(order: list[int], seed: int) -> None:
    found = align(side(REFERENCE, seed), side(SHUFFLED.replace("ORDER", str(list(order)))))
    assert found.partner is not None
    assert found.agreement.all
    assert sorted(found.partner) == list(range(66))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("torch.tanh(self.a(x))", "torch.tanh(self.a(x) * 1.001)"),
        ("torch.tanh", "torch.sigmoid"),
        ("self.b(torch.tanh(self.a(x)))", "self.b(torch.tanh(self.a(x))) + 1e-6"),
        ("self.b(torch.tanh(self.a(x)))", "self.b(torch.tanh(self.a(x))).flip(0)"),
    ],
)
def test_another_function_is_refused_with_proof(before: str, after: str) -> None:
    found = align(side(REFERENCE), side(REFERENCE.replace(before, after)))
    assert found.partner is None
    assert found.is_proof


def test_cut_gradients_are_told_from_wrong_values() -> None:
    cut = REFERENCE.replace("torch.tanh(self.a(x))", "torch.tanh(self.a(x.detach()))")
    found = align(side(REFERENCE), side(cut))
    assert found.partner is not None
    assert found.agreement.values
    assert found.agreement.gradients == ("input x",)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("nn.Linear(7, 3)", "nn.Linear(7, 3, bias=False)", "calls b.bias"),
        (
            "self.b = nn.Linear(7, 3)",
            "self.b = nn.Linear(7, 3); self.gain = nn.Parameter(torch.ones(1)); "
            "self.b.register_forward_hook(lambda m, i, y: y * self.gain)",
            "your gain is one parameter too many",
        ),
    ],
)
def test_the_odd_parameter_is_named(before: str, after: str, words: str) -> None:
    attempt = side(
        REFERENCE.replace(before, after)
        .replace("self.b =", "self.zz =")
        .replace("self.b(", "self.zz(")
        .replace("self.b.", "self.zz.")
    )
    found = align(side(REFERENCE), attempt)
    assert found.counts is not None
    assert words in odd_one_out(found.reference, found.attempt)


def test_waiting_uses_up_no_budget() -> None:
    slow = SHUFFLED.replace("ORDER", str(list(range(65, -1, -1)))).replace(
        "flat = ", "__import__('time').sleep(0.05); flat = "
    )
    begun = time.monotonic()
    found = align(side(REFERENCE), side(slow), budget=0.4)
    assert time.monotonic() - begun > 0.4
    assert found.partner is not None


def test_a_search_ends_with_its_budget() -> None:
    found = align(side(REFERENCE), side(SHUFFLED.replace("ORDER", str([*range(66)]))), budget=0.0)
    assert found.partner is None
    assert not found.is_proof


def test_the_relabelling_is_told_in_words() -> None:
    fused = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.out = nn.Parameter(torch.randn(7, 3))
        self.bias = nn.Parameter(torch.randn(10))
        self.into = nn.Linear(5, 7, bias=False)

    def forward(self, x):
        return torch.tanh(self.into(x) + self.bias[3:]) @ self.out + self.bias[:3]
"""
    told = {
        match.attempt: match.reference for match in matches(align(side(REFERENCE), side(fused)))
    }
    assert told == {
        "out": "b.weight (transposed)",
        "bias": "a.bias (your rows 3-9) + b.bias (your rows 0-2)",
        "into.weight": "a.weight",
    }


def test_unused_parameters_are_left_out() -> None:
    extra = REFERENCE.replace(
        "self.b = nn.Linear(7, 3)", "self.b = nn.Linear(7, 3); self.idle = nn.Linear(4, 4)"
    )
    found = align(side(REFERENCE), side(extra))
    assert found.partner is not None
    assert found.unused == {"idle.weight", "idle.bias"}
    assert np.count_nonzero(found.partner >= 0) == 66


# At equal weights a norm gives zeros: nothing but its shift and what follows has a gradient there.
NORMED = """
import torch
from torch import nn
from torch.nn import functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(5, 4)
        self.norm = nn.LayerNorm(4)
        self.up = nn.Linear(4, 6)
        self.down = nn.Linear(6, 4)
        self.last = nn.LayerNorm(4)
        self.b = nn.Linear(4, 3)

    def forward(self, x):
        x = self.a(x)
        x = x + self.down(F.gelu(self.up(self.norm(x))))
        return self.b(self.last(x))
"""
SHIFT = """
class Shift(nn.Module):
    def __init__(self):
        super().__init__()
        self.shift = nn.Parameter(torch.randn(4))

"""
OWN_ORDER = (
    NORMED.replace("self.a = nn.Linear(5, 4)", "self.into = nn.Parameter(torch.randn(5, 4))")
    .replace("self.norm = nn.LayerNorm(4)", "self.norm = nn.LayerNorm(4); self.c = Shift()")
    .replace("self.a(x)", "x @ self.into + self.c.shift")
    .replace("class Net", SHIFT + "class Net")
)


def test_norms_hide_no_relabelling() -> None:
    assert align(side(NORMED), side(OWN_ORDER)).agreement.all


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("F.gelu(", "F.relu("),
        ("x = x + self.down", "x = self.norm(x) + self.down"),
        ("F.gelu(self.up(self.norm(x)))", 'F.gelu(self.up(self.norm(x)), approximate="tanh")'),
        ("self.b(self.last(x))", "self.b(self.last(x).mean(0, keepdim=True).expand(len(x), -1))"),
    ],
)
def test_every_pairing_is_excluded_where_norms_hide_the_difference(before: str, after: str) -> None:
    assert before in OWN_ORDER
    found = align(side(NORMED), side(OWN_ORDER.replace(before, after)))
    assert found.partner is None
    assert found.is_proof


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**31))
def test_the_right_pairing_is_never_excluded(seed: int) -> None:
    reference, attempt = side(NORMED, seed), side(OWN_ORDER, seed)
    refiner = Refiner(reference, attempt, budget=30.0)
    colouring = refiner.refine(refiner.start())
    assert colouring is not None
    assert Exclusion(refiner).run(colouring).partner is not None


DEEP = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.into = nn.Linear(5, 4)
        self.first = nn.Linear(4, 4)
        self.second = nn.Linear(4, 4)
        self.third = nn.Linear(4, 4)
        self.out = nn.Linear(4, 3)

    def forward(self, x):
        for layer in (self.into, self.first, self.second, self.third):
            x = torch.tanh(layer(x))
        return self.out(x)
"""


def searched(attempt: str) -> tuple[Search, Colouring]:
    refiner = Refiner(side(DEEP), side(attempt), budget=30.0)
    colouring = refiner.refine(refiner.start())
    assert colouring is not None
    return Search(refiner), colouring


def test_tensors_in_other_places_are_related_all_at_once() -> None:
    lines = DEEP.splitlines(keepends=True)
    made = [number for number, line in enumerate(lines) if "= nn.Linear" in line]
    lines[made[0] : made[-1] + 1] = reversed(lines[made[0] : made[-1] + 1])
    search, colouring = searched("".join(lines))
    rounds = search.refiner.rounds
    found = search.at_once(colouring)
    assert found is not None
    assert found.agreement is not None
    assert found.agreement.all
    assert search.refiner.rounds - rounds < 10


def test_units_in_another_order_are_not_related_at_once_but_one_by_one() -> None:
    own = DEEP.replace("x = torch.tanh(layer(x))", "x = torch.tanh(layer(x)).flip(-1)")
    search, colouring = searched(own.replace("self.out(x)", "self.out(x.flip(-1))"))
    assert search.at_once(colouring) is None
    assert search.run(colouring).partner is not None


def test_weights_drawn_at_the_same_colours_are_the_same_whatever_came_before() -> None:
    search, colouring = searched(DEEP)
    sides = search.reference, search.attempt
    direct, by_a_detour = (Refiner(*sides, budget=1.0) for _ in range(2))
    by_a_detour.draw(np.zeros_like(colouring.labels))
    by_a_detour.draw(colouring.labels[::-1].copy())
    values = [[by.draw(colouring.labels) for _ in range(2)] for by in (direct, by_a_detour)]
    assert np.array_equal(values[0], values[1])
    assert not np.array_equal(values[0][0], values[0][1])


def test_what_has_no_effect_is_told_beside_its_neighbours() -> None:
    reference = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(5, 6)
        self.table = nn.Parameter(torch.randn(4, 3))

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        read = torch.tanh(self.table[:3]).sum(0)
        return (q @ k.T).softmax(-1) @ v @ read[:2, None] + read[2]
"""
    attempt = reference.replace(
        "self.qkv = nn.Linear(5, 6)", "self.q = nn.Linear(5, 2); self.kv = nn.Linear(5, 4)"
    ).replace(
        "q, k, v = self.qkv(x).chunk(3, dim=-1)",
        "q, (k, v) = self.q(x), self.kv(x).chunk(2, dim=-1)",
    )
    told = {
        match.attempt: match.reference for match in matches(align(side(reference), side(attempt)))
    }
    assert told == {
        "table": "table",
        "q.weight": "qkv.weight rows 0-1",
        "q.bias": "qkv.bias rows 0-1",
        "kv.weight": "qkv.weight rows 2-5",
        "kv.bias": "qkv.bias rows 2-5",
    }
