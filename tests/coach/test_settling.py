"""Weights that settle by themselves, and what is found by them."""

import math
from dataclasses import replace

import pytest
import torch
from grading_here import ATTEMPTS, Here, assert_found, judged, kata, planted, ready_for

from torchkata.judge.compare import are_same
from torchkata.worker.messages import Change, Mend, Mended, Record

NOTHING = Change(0, 0, "")
ALIKE = torch.tensor([0.3], dtype=torch.float64)
LAID_OUT_OTHERWISE = [
    ("cross_attention", "fused_kv"),
    ("encoder_block", "prenorm_wrapper"),
    ("nanogpt", "three_linears"),
    ("transformer", "fused_parameters"),
    ("unet_resblock", "plain"),
    ("vit", "linear_on_patches"),
]


def settled(name: str, text: str | None, counts: tuple[int, ...]) -> dict[str, torch.Tensor]:
    """The outputs of a text, or of the reference, where all weights were the same at first."""
    return run_settling(name, text, counts).outputs[0]


def run_settling(name: str, text: str | None, counts: tuple[int, ...]) -> Mended:
    """One run of a text, or of the reference, where all weights were the same at first."""
    by, bench = ready_for(name), Here()
    bench.load(by.target if text is None else replace(by.target, source=text))
    bench.prepare(by.cases)
    return bench.mend(Mend(Record(0, 0, ALIKE), (NOTHING,), counts))


@pytest.mark.parametrize(("name", "attempt"), LAID_OUT_OTHERWISE)
def test_the_same_function_settles_at_the_same_weights(name: str, attempt: str) -> None:
    text = (ATTEMPTS / name / f"right_{attempt}.py").read_text(encoding="utf-8")
    right = settled(name, None, ())
    assert right
    assert are_same(settled(name, text, ()), right, 1e-6)


def test_another_function_settles_elsewhere() -> None:
    text, _ = planted("transformer", "keys_without_bias", "causal=True", "causal=False")
    assert not are_same(settled("transformer", text, ()), settled("transformer", None, ()), 1e-6)


@pytest.mark.parametrize(
    ("name", "attempt"), [*LAID_OUT_OTHERWISE, ("learned_positions", "row_by_row")]
)
def test_a_right_attempt_uses_what_has_a_say_in_the_reference(name: str, attempt: str) -> None:
    text = (ATTEMPTS / name / f"right_{attempt}.py").read_text(encoding="utf-8")
    right = run_settling(name, None, ()).uses[0]
    assert run_settling(name, text, ()).uses[0].reached >= right.moved > 0


def test_a_layer_that_is_passed_by_is_noticed() -> None:
    text, _ = planted("nanogpt", "three_linears", "self.o(y", "(y")
    right = run_settling("nanogpt", None, ()).uses[0]
    assert run_settling("nanogpt", text, ()).uses[0].reached < right.moved


def test_what_has_another_number_of_scalars_is_not_run() -> None:
    by = ready_for("linear")
    count = sum(math.prod(leaf.shape) for leaf in by.inventories[0].leaves)
    assert settled("linear", None, (count + 1, count))
    assert not settled("linear", None, (count + 1,))


FOUND = [
    pytest.param(
        "transformer",
        "keys_without_bias",
        "2) for _ in range(depth)",
        "2) for _ in range(depth + 1)",
        id="one layer too many, where the right number of scalars is not the reference's",
    ),
    pytest.param(
        "nanogpt",
        "three_linears",
        "self.n2 = nn.LayerNorm(width, bias=bias)",
        "self.n2 = nn.LayerNorm(width)",
        id="a bias that must not be",
    ),
    pytest.param(
        "masked_mean",
        "counted_on_the_cpu",
        "torch.tensor(counts,",
        "torch.tensor(kept,",
        id="a number that was made for it and is not used",
    ),
]


@pytest.mark.parametrize(("name", "attempt", "old", "new"), FOUND)
def test_the_line_of_a_mistake_is_found(name: str, attempt: str, old: str, new: str) -> None:
    assert_found(name, attempt, old, new)


def test_a_condition_that_passes_a_mistake_by_is_not_the_mistake() -> None:
    text, line = planted(
        "nanogpt_block", "key_after_key", "m = torch.full_like(q[", "m = torch.full_like(s["
    )
    _, departure = judged(kata("nanogpt_block"), text)
    assert departure is not None
    assert departure.line == line


def test_a_layer_that_is_built_and_not_used_tells_the_line_it_belongs_to() -> None:
    inner = "F.dropout(self.inner(self.norm(x)), p=self.rate, training=self.training)"
    text, line = planted("vit", "linear_on_patches", f"return {inner} + x", "return x")
    _, departure = judged(kata("vit"), text)
    assert departure is not None
    assert departure.line == line
    assert departure.message == "self.norm is there, and nothing here reads it"


def test_a_change_that_is_right_in_eval_mode_alone_is_not_believed() -> None:
    old, new = "nn.Dropout(p_dropout or 0)", "nn.Dropout(0.2)"
    text, line = planted("cross_attention", "checkpoint", old, new)
    failure, departure = judged(kata("cross_attention"), text)
    assert failure is not None
    assert failure.check == "train mode"
    assert departure is not None
    assert departure.line == line
