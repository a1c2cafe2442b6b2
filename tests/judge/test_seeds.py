"""Attempts that were told wrongly by some seeds, or where time was short."""

import os
from pathlib import Path

import pytest

from torchkata.catalog import find, kata_folders, load
from torchkata.judge.align.budget import Budget
from torchkata.judge.grading import Report, reported
from torchkata.judge.ready import ready
from torchkata.source import read_attempt
from torchkata.worker.engine import Engine

KATAS = Path(__file__).parents[2] / "katas"
ATTEMPTS = Path(__file__).parents[1] / "attempts"


def report_on(kata: str, text: str, *, seed: int = 7) -> Report:
    attempt = read_attempt(text.encode(), Path("attempt.py"))
    by = ready(find(load(kata_folders(os.environ)), kata), seed)
    return reported(by, attempt, Engine(), device="cpu")


@pytest.mark.parametrize(
    ("kata", "name", "seed"),
    [
        # A hidden unit of the reference is idle at the first five points that are drawn.
        ("transformer", "right_keys_without_bias", 36),
        ("transformer", "right_keys_without_bias", 41),
        ("transformer", "right_keys_without_bias", 55),
        # A norm of equal numbers leaves rounding alone, which one look does not see as such.
        ("nanogpt", "right_plain_trunk", 2),
        ("nanogpt", "right_three_linears", 109),
    ],
)
def test_a_right_attempt_passes_with_this_seed_too(kata: str, name: str, seed: int) -> None:
    report = report_on(kata, (ATTEMPTS / kata / f"{name}.py").read_text(), seed=seed)
    assert (report.failure, report.error) == (None, "")


@pytest.mark.parametrize(
    ("kata", "name", "seed"),
    [
        ("nanogpt", "wrong_plain_trunk_sees_the_future", 1),
        ("vit", "wrong_flat_class_token_mean", 2),
        ("vit", "wrong_flat_class_token_normed_residual", 3),
        ("vit", "wrong_patches_by_hand_tanh_gelu", 4),
    ],
)
def test_a_wrong_attempt_in_its_own_layout_is_told_as_wrong(
    kata: str, name: str, seed: int
) -> None:
    report = report_on(kata, (ATTEMPTS / kata / f"{name}.py").read_text(), seed=seed)
    assert report.failure is not None
    assert report.failure.check == "values"
    assert report.failure.details[0].startswith("nearest, in case ")


def test_scalars_without_effect_stay_in_their_leaf() -> None:
    text = (ATTEMPTS / "clip" / "right_openai_names.py").read_text()
    told = {match.attempt: match.reference for match in report_on("clip", text, seed=2).alignment}
    assert told["positional_embedding"] == "text_tower.positions"


CROSSED = ("q, k, v = self.qkv_proj", "k, q, v = self.qkv_proj")
NO_SCALE = ("* self.head_dim**-0.5", "")


@pytest.mark.parametrize("changes", [(CROSSED,), (CROSSED, NO_SCALE)], ids=["right", "wrong"])
def test_a_search_without_time_decides_nothing(
    monkeypatch: pytest.MonkeyPatch, changes: tuple[tuple[str, str], ...]
) -> None:
    text = (KATAS / "self_attention" / "reference.py").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    assert (report_on("self_attention", text).failure is None) is (len(changes) == 1)
    monkeypatch.setattr(Budget, "is_used_up", lambda self: True)
    report = report_on("self_attention", text)
    assert report.failure is None
    assert "could not be related" in report.error
