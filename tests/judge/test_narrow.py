"""What torch says where two dtypes meet that do not go together: a new version may say it anew."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from torchkata.judge.checks.narrow import MIXED

NARROW, WIDE = torch.ones(2, 2, 3, 3, dtype=torch.bfloat16), torch.ones(2, 2, 3, 3)


@pytest.mark.parametrize(
    "meet",
    [
        pytest.param(lambda a, b: a @ b, id="product"),
        pytest.param(lambda a, b: a[0, 0] @ b[0, 0], id="product of matrices"),
        pytest.param(lambda a, b: F.linear(a, b[0, 0]), id="linear layer"),
        pytest.param(lambda a, b: F.linear(b, a[0, 0], b[0, 0, 0]), id="linear layer with bias"),
        pytest.param(lambda a, b: F.conv2d(a, b), id="convolution"),
        pytest.param(lambda a, b: F.layer_norm(b, (3,), a[0, 0, 0], a[0, 0, 0]), id="norm"),
        pytest.param(lambda a, b: torch.einsum("bcij,bcjk->bcik", a, b), id="einsum"),
        pytest.param(F.scaled_dot_product_attention, id="attention"),
    ],
)
def test_dtypes_that_do_not_go_together_are_told_by_torchs_words(
    meet: Callable[..., Tensor],
) -> None:
    tensors = (NARROW, WIDE, WIDE) if meet is F.scaled_dot_product_attention else (NARROW, WIDE)
    with pytest.raises(RuntimeError) as raised:
        meet(*tensors)
    assert any(words in str(raised.value) for words in MIXED), raised.value
