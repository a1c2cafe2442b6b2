"""Mistakes in files whose parameters nobody can relate by names, order and shapes."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from grading_here import ATTEMPTS, Here, assert_found, judged, kata, planted, ready_for

from torchkata.catalog import reference_text
from torchkata.coach import first_departure
from torchkata.contracts import Attempt
from torchkata.judge.align import Layout
from torchkata.judge.grading import reported
from torchkata.judge.on_the_way import Half, common
from torchkata.judge.pair import Reference
from torchkata.judge.partly import Partly
from torchkata.source import maker_line
from torchkata.worker.messages import Record, Recorded
from torchkata.worker.recording import recorded


class Counting(Here):
    """Counts how often it records."""

    recordings = 0

    def record(self, record: Record) -> Recorded:
        """One more."""
        self.recordings += 1
        return super().record(record)


MISTAKES = [
    pytest.param(
        "encoder_block",
        "batch_first_einsum",
        "self.drops[1](y) + x",
        "self.drops[1](y)",
        id="a sum that is left out at the end",
    ),
    pytest.param(
        "encoder_block",
        "batch_first_einsum",
        "nn.GELU()",
        "nn.ReLU()",
        id="another activation",
    ),
    pytest.param(
        "nanogpt_block",
        "key_after_key",
        "q.shape[-1] ** -0.5",
        "q.shape[-1] ** 3",
        id="another scale, and all matrices transposed",
    ),
    pytest.param(
        "cross_attention",
        "fused_kv",
        "math.sqrt(Q.shape[-1])",
        "Q.shape[-1]",
        id="a line that ends in an index, and fused projections",
    ),
    pytest.param(
        "nanogpt_block",
        "key_after_key",
        "self.norm(2, x)",
        "self.norm(x, 2)",
        id="what it calls raises",
    ),
]


@pytest.mark.parametrize(("kata_id", "attempt", "old", "new"), MISTAKES)
def test_the_line_of_a_mistake_is_found(kata_id: str, attempt: str, old: str, new: str) -> None:
    assert_found(kata_id, attempt, old, new)


@pytest.mark.parametrize("kata_id", ["mlp", "self_attention", "vae", "group_norm"])
def test_what_is_right_relates_parameters(kata_id: str) -> None:
    path = sorted((ATTEMPTS / kata_id).glob("right_*.py"))[0]
    attempt, bench = Attempt(path, path.read_text(), kata_id, (), None), Here()
    report = reported(ready_for(kata_id), attempt, bench, device="cpu")
    assert report.pair is not None
    assert isinstance(report.pair.reference, Reference)
    build = report.pair.builds[0]
    reference, own = report.pair.sides(build)
    engine = report.pair.reference.engine
    halves = (
        Half(reference, partial(recorded, engine), engine.target.source, build.first),
        Half(own, bench.record, bench.target.source, build.first),
    )
    found = Partly(*halves).run()
    assert (found >= 0).mean() > 0.9
    values = np.random.default_rng(1).normal(size=reference.total)
    right, ours = common(found, values)
    outputs = [h.seen_at(v)[-1].value for h, v in zip(halves, (right, ours), strict=True)]
    assert np.allclose(np.sort(outputs[0], None), np.sort(outputs[1], None))


def test_the_usual_layout_relates_what_is_wrong_now() -> None:
    right, _ = planted("cross_attention", "fused_kv", "math.sqrt", "math.sqrt")
    wrong, line = planted("cross_attention", "fused_kv", "math.sqrt(Q.shape[-1])", "2")
    by, path, asked = ready_for("cross_attention"), Path("attempt.py"), []
    usual = reported(by, Attempt(path, right, by.kata.id, (), None), Here(), device="cpu").layout
    assert usual.tensors
    for layout in (Layout(), usual):
        bench = Counting()
        attempt = Attempt(path, wrong, by.kata.id, (), None)
        report = reported(by, attempt, bench, device="cpu", layout=layout)
        departure = report.departure(bench, first_departure)
        assert departure is not None
        assert (departure.line, departure.verified) == (line, True)
        asked.append(bench.recordings)
    assert asked[1] < asked[0]


def test_a_sum_that_is_left_out_is_missed_in_its_own_function() -> None:
    text = reference_text(kata("vit"))
    old = "return x + self.mlp_dropout(computed)"
    line = text[: text.index(old)].count("\n") + 1
    _, departure = judged(kata("vit"), text.replace(old, "return self.mlp_dropout(computed)"))
    assert departure is not None
    assert (departure.line, departure.end_line or departure.line) == (line, line)


def test_what_is_no_tensor_is_named_where_it_was_made() -> None:
    lines = ["import math", "import torch", "def gelu_tanh(x):", "    u = math.sqrt(2.0)"]
    text = "\n".join([*lines, "    return x * torch.sigmoid(u)", ""])
    _, departure = judged(kata("gelu_tanh"), text)
    assert departure is not None
    assert departure.line == 4
    assert "u is of type float" in departure.message


def test_what_is_read_elsewhere_too_is_not_suspected() -> None:
    lines = ["def f(x):", "    u = 2.0", "    y = x * u", "    return torch.exp(u) + y"]
    assert maker_line("\n".join(lines), 4, "u") is None
    assert maker_line("\n".join([*lines[:2], lines[3]]), 3, "u") == 2
