"""What float32 loses is no mistake, where the formula is the reference's."""

from pathlib import Path

import pytest

from torchkata.catalog import find, kata_folders, load
from torchkata.judge.grading import reported
from torchkata.judge.ready import ready
from torchkata.worker.engine import Engine

ATTEMPT = Path(__file__).parents[1] / "attempts" / "layer_norm" / "right_moments.py"


@pytest.mark.parametrize("seed", [568164178, 773288270, 436197673, 147452231])
def test_a_variance_from_two_moments_is_right(seed: int) -> None:
    """At these seeds a mean of the squares less the square of the mean loses most digits."""
    by = ready(find(load(kata_folders({})), "layer_norm"), seed)
    report = reported(by, by.like(ATTEMPT.read_text(encoding="utf-8")), Engine(), device="cpu")
    assert report.failure is None
    assert not report.error
