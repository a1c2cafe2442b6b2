"""Rows of a trace: a line each, calls as a tree, what repeats folded."""

import pytest
import torch
from grading_here import Here

from torchkata.coach.trace import call_paths, failing_code, trace_rows
from torchkata.contracts import Trace, TraceRow
from torchkata.judge.tracing import followed
from torchkata.worker.case import Case
from torchkata.worker.messages import Look, Target

NET = """import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.up = nn.Linear(dim, 2 * dim)
        self.down = nn.Linear(2 * dim, dim)

    def forward(self, x):
        h = self.up(x)  # (B, L, 2*D)
        return x + self.down(h)


class Net(nn.Module):
    def __init__(self, dim=6, depth=4):
        super().__init__()
        self.blocks = nn.ModuleList(Block(dim) for _ in range(depth))
        self.first = Block(dim)

    def forward(self, x):
        B, L, D = x.shape
        x = self.first(x)
        for block in self.blocks:
            x = block(x)
        return END
"""


def trace(source: str, shapes: tuple[tuple[int, ...], ...] = ((2, 5, 6), (3, 7, 6))) -> Trace:
    bench = Here()
    bench.load(Target(source, "net.py", "Net", "module"))
    cases = tuple(Case(str(s), {}, {}, {"x": torch.ones(s)}) for s in shapes)
    bench.prepare(cases)
    looks = [Look(i) for i in range(len(cases))]
    return followed(bench, cases, looks, with_numbers=True)


def rows(source: str, call: str = "") -> tuple[TraceRow, ...]:
    return trace_rows(source, trace(source), call=call)


def test_a_line_has_what_it_made_in_numbers_and_letters() -> None:
    found = {row.code: row for row in rows(NET.replace("END", "x.mean()"))}
    assert found["h = self.up(x)"].values[0].shape == (2, 5, 12)
    assert found["h = self.up(x)"].letters == ("(B, L, 2*D)",)
    assert found["return x.mean()"].letters in (("()",), ("",))
    assert found["Net.forward"].letters == ("(B, L, D)",)


def test_calls_stand_below_the_line_that_makes_them() -> None:
    found = rows(NET.replace("END", "x"))
    shown = [(row.depth, row.code, row.call) for row in found if not row.folded][:5]
    assert shown == [
        (0, "Net.forward", ""),
        (0, "x = self.first(x)", ""),
        (1, "Block.forward", "first"),
        (1, "h = self.up(x)", "first"),
        (1, "return x + self.down(h)", "first"),
    ]


def test_what_repeats_is_folded() -> None:
    found = rows(NET.replace("END", "x"))
    (line,) = [row for row in found if row.code == "x = block(x)"]
    (left_out,) = [row for row in found if row.folded]
    assert line.repeats == 4
    assert left_out.folded == ("blocks.1", "blocks.2", "blocks.3")


def test_other_shapes_are_not_folded() -> None:
    source = NET.replace("x = block(x)", "x = torch.cat([block(x[..., :6]), x], dim=-1)")
    assert not [row for row in rows(source.replace("END", "x")) if row.repeats > 1]


def test_one_call_can_be_asked_for() -> None:
    source = NET.replace("END", "x")
    found = rows(source, "blocks.2")
    assert [row.call for row in found] == ["blocks.2"] * 3
    assert "blocks.2" in call_paths(trace(source))


def test_rows_end_where_it_raises_and_the_line_is_told() -> None:
    source = NET.replace("x + self.down(h)", "x + self.up(h)").replace("END", "x")
    found = rows(source)
    assert [row.code for row in found] == [
        "Net.forward",
        "x = self.first(x)",
        "Block.forward",
        "h = self.up(x)",
    ]
    assert found[1].values == ()
    assert failing_code(trace(source)) == "return x + self.up(h)"


def test_what_raises_while_it_is_built_is_shown_from_there() -> None:
    found = rows(NET.replace("2 * dim, dim)", "2 * dim, dim, dimm)").replace("END", "x"))
    assert found[0].code == "Net.__init__"


@pytest.mark.parametrize("depth", [30, 900])
def test_deep_recursion_is_cut(depth: int) -> None:
    source = (
        "from torch import nn\nclass Net(nn.Module):\n    def forward(self, x, n=0):\n"
        f"        if n < {depth}:\n            x = self.forward(x, n + 1)\n        return x + 1\n"
    )
    assert 10 < len(rows(source)) < 100


def test_a_trace_of_many_lines_is_cut_and_says_so() -> None:
    body = "".join(f"        x{i} = x + {i}\n" for i in range(450))
    found = rows(f"from torch import nn\nclass Net(nn.Module):\n    def forward(self, x):\n{body}")
    assert len(found) == 401
    assert "--call PATH" in found[-1].code
