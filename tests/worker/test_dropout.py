"""The stand-in for dropout: the same wherever dropout is the same, and only there."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from torchkata.worker.dropout import StandIn, stand_in

X = torch.randn(2, 3, 4, 6, dtype=torch.float64, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize(
    "drop",
    [
        lambda x: F.dropout(x, 0.2, True),
        lambda x: F.dropout(x, p=0.2, training=True),
        lambda x: nn.Dropout(0.2).train()(x),
        lambda x: torch.dropout(x, 0.2, True),
        lambda x: nn.Dropout(0.2, inplace=True).train()(x.clone()),
        lambda x: torch.cat([F.dropout(half, 0.2) for half in x.chunk(2, dim=1)], dim=1),
        lambda x: F.dropout(x.transpose(1, 2), 0.2).transpose(1, 2),
    ],
)
def test_every_spelling_of_dropout_agrees(drop) -> None:
    with StandIn() as mode:
        dropped = drop(X)
    assert torch.equal(dropped, stand_in(X, 0.2))
    assert set(mode.rates) == {0.2}


def test_nothing_is_dropped_in_eval_mode() -> None:
    with StandIn() as mode:
        assert torch.equal(nn.Dropout(0.5).eval()(X), X)
        assert torch.equal(F.dropout(X, 0.5, False), X)
    assert mode.rates == []


def test_fused_attention_drops_its_weights() -> None:
    q, k, v = X, X * 2, X + 1
    probs = (q @ k.transpose(-2, -1) * 6**-0.5).softmax(-1)
    with StandIn():
        fused = F.scaled_dot_product_attention(q, k, v, dropout_p=0.1)
    torch.testing.assert_close(fused, stand_in(probs, 0.1) @ v, rtol=0, atol=1e-12)


def test_multi_head_attention_drops_inside_torch() -> None:
    layer = nn.MultiheadAttention(6, 2, dropout=0.3, batch_first=True, dtype=torch.float64)
    x = X[0]

    def weights(train: bool) -> Tensor:
        with StandIn():
            return layer.train(train)(x, x, x)[0]

    assert not torch.allclose(weights(True), weights(False))
    assert torch.equal(weights(True), weights(True))


def test_other_randomness_is_noted() -> None:
    with StandIn() as mode:
        torch.rand(3) + torch.rand_like(X).sum() + torch.bernoulli(torch.ones(1))
    assert mode.randomness == ["rand", "rand_like", "bernoulli"]


def test_torch_is_put_back() -> None:
    before = F.dropout
    with StandIn(), pytest.raises(ValueError, match="stop"):
        raise ValueError("stop")
    assert F.dropout is before
