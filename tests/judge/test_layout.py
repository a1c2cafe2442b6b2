"""Layouts: said once of a right attempt, they relate it wherever its sizes are others."""

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.catalog import find, kata_folders, load
from torchkata.judge.align import Layout, align, aligning, layout_of
from torchkata.judge.align.verify import verify
from torchkata.judge.grading import reported
from torchkata.judge.halves import begun
from torchkata.judge.layouts import remember, remembered
from torchkata.judge.pair import Pair
from torchkata.judge.ready import Ready, ready
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation, Result
from torchkata.worker.wire import encode

KATAS = load(kata_folders(os.environ))
ATTEMPTS = Path(__file__).parents[1] / "attempts"
SEED = 11


class Counting(Engine):
    """Counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def evaluate(self, evaluation: Evaluation) -> Result:
        self.asked += 1
        return super().evaluate(evaluation)


def opened(kata: str, name: str) -> tuple[Ready, Pair, str]:
    """A kata, and an attempt at it beside the reference."""
    by = ready(find(KATAS, kata), SEED)
    text = (ATTEMPTS / kata / f"{name}.py").read_text(encoding="utf-8")
    return by, by.opened(by.like(text), Engine()), text


@pytest.mark.parametrize(
    ("kata", "name"),
    [
        ("cross_attention", "right_fused_kv"),  # one after another in one tensor
        ("cross_attention", "right_parameters"),  # axes of the reference split into heads
        ("causal_self_attention", "right_separate_projections"),  # rows of one of its tensors
        ("vit", "right_compact"),  # layers that the first build has none of
        ("conv2d", "right_tensor_unfold"),
    ],
)
def test_the_layout_of_one_build_relates_all_others(kata: str, name: str) -> None:
    _, pair, _ = opened(kata, name)
    layout = layout_of(align(*pair.sides(pair.builds[0])))
    assert layout.tensors
    for build in pair.builds:
        sides = pair.sides(build)
        partner = layout.partner(*sides)
        assert partner is not None
        assert sorted(partner) == list(range(sides[0].n))
        assert verify(*sides, partner).all


def test_a_layout_that_is_known_spares_the_search() -> None:
    by, _, text = opened("cross_attention", "right_fused_kv")
    asked = []
    layout = Layout()
    for _ in range(2):
        engine = Counting()
        report = reported(by, by.like(text), engine, device="cpu", layout=layout)
        assert report.failure is None
        layout = report.layout
        asked.append(engine.asked)
    assert asked[1] < asked[0]


def test_a_wrong_layout_is_not_believed() -> None:
    _, pair, _ = opened("cross_attention", "right_fused_kv")
    sides = pair.sides(pair.builds[0])
    layout = layout_of(align(*sides))
    crossed = Layout(
        tuple(
            replace(tensor, pieces=tensor.pieces[::-1]) if len(tensor.pieces) == 2 else tensor
            for tensor in layout.tensors
        )
    )
    wrong = crossed.partner(*sides)
    assert wrong is not None
    found = begun(aligning(*sides, wrong))()
    assert found.agreement.all
    assert found.partner is not None
    assert not np.array_equal(found.partner, wrong)


def test_a_wrong_attempt_fails_whatever_is_known() -> None:
    by, pair, text = opened("cross_attention", "right_fused_kv")
    layout = layout_of(align(*pair.sides(pair.builds[0])))
    wrong = text.replace("math.sqrt(", "2 * math.sqrt(")
    assert wrong != text
    failure = reported(by, by.like(wrong), Engine(), device="cpu", layout=layout).failure
    assert failure is not None
    assert failure.check == "values"


def test_a_layout_says_nothing_of_other_names() -> None:
    _, pair, _ = opened("cross_attention", "right_fused_kv")
    sides = pair.sides(pair.builds[0])
    layout = layout_of(align(*sides))
    renamed = [replace(leaf, name=f"own_{leaf.name}") for leaf in sides[1].leaves]
    assert layout.partner(sides[0], replace(sides[1], leaves=tuple(renamed))) is None


def test_a_layout_is_remembered(tmp_path: Path) -> None:
    _, pair, _ = opened("cross_attention", "right_parameters")
    layout = layout_of(align(*pair.sides(pair.builds[0])))
    folder = tmp_path / "cache" / "layouts"
    assert remembered(folder, "cross_attention") == Layout()
    remember(folder, "cross_attention", layout)
    assert remembered(folder, "cross_attention") == layout
    remember(folder, "cross_attention", Layout())
    assert remembered(folder, "cross_attention") == layout
    assert remembered(None, "cross_attention") == Layout()
    assert [path.name for path in folder.iterdir()] == ["cross_attention"]


def test_a_folder_that_cannot_be_made_costs_nothing(tmp_path: Path) -> None:
    _, pair, _ = opened("cross_attention", "right_parameters")
    (tmp_path / "layouts").write_text("a file")
    remember(tmp_path / "layouts", "gelu", layout_of(align(*pair.sides(pair.builds[0]))))
    assert remembered(tmp_path / "layouts", "gelu") == Layout()


@given(st.binary(max_size=200), st.integers(0, 40))
def test_what_cannot_be_read_is_no_layout(data: bytes, end: int) -> None:
    with TemporaryDirectory() as folder:
        for broken in (data, encode(Layout())[:end]):
            Path(folder, "gelu").write_bytes(broken)
            assert remembered(Path(folder), "gelu") == Layout()
