"""Mistakes in files that are written otherwise than the reference: the line, and true words."""

from unittest.mock import patch

import pytest
from grading_here import ATTEMPTS, judged, kata

from torchkata.contracts import Blame, Departure, Suspect
from torchkata.judge import mending

HERE = "  # here"
OVERFLOWS = "there is inf here, and the reference has numbers"
SOFTMAX = """
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / (e.sum(dim, keepdim=True) + 1e-8)  # here
"""
CROSS_ENTROPY = """
import torch

def cross_entropy(logits, targets, weight=None):
    shifted = logits - logits.max(dim=1, keepdim=True).values
    logp = shifted - shifted.exp().sum(dim=1, keepdim=True).log()
    picked = logp[torch.arange(len(targets)), targets]
    if weight is None:
        return -picked.mean()
    w = weight[targets]
    return -(w * picked).sum() / w.sum()
"""
BATCH_NORM = """
import torch
from torch import nn

class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        if self.training:
            mean = x.mean(dim=(0, 2, 3))
            var = x.var(dim=(0, 2, 3), unbiased=False)
            n = x.numel() / x.shape[1]
            with torch.no_grad():
                self.running_mean.mul_(1 - self.momentum).add_(self.momentum * mean)
                self.running_var.mul_(1 - self.momentum).add_(self.momentum * var * n / (n - 1))
        else:
            mean, var = self.running_mean, self.running_var
        xhat = (x - mean[:, None, None]) / torch.sqrt(var[:, None, None] + self.eps)
        return xhat * self.weight[:, None, None] + self.bias[:, None, None]
"""
GROUP_NORM = """
import torch
from torch import nn

class GroupNorm(nn.Module):
    def __init__(self, num_groups, num_channels, eps=1e-5):
        super().__init__()
        self.G = num_groups
        self.eps = eps
        self.gamma = nn.Parameter(torch.ones(num_channels))
        self.beta = nn.Parameter(torch.zeros(num_channels))

    def forward(self, x):
        n, c = x.shape[:2]
        y = x.reshape(n, self.G, -1)
        mean, var = torch.var_mean(y, dim=-1, keepdim=True, correction=0)  # here
        y = (y - mean) / torch.sqrt(var + self.eps)
        y = y.reshape(x.shape)
        shape = [1, c] + [1] * (x.dim() - 2)
        return y * self.gamma.view(shape) + self.beta.view(shape)
"""
PLATEAU = """
class PlateauLR:
    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4):
        self.lr, self.factor, self.patience, self.threshold = lr, factor, patience, threshold
        self.best = float("inf")
        self.bad = 0

    def step(self, metric):
        if metric < self.best * (1 - self.threshold):
            self.best = metric
            self.bad = 0
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.lr = self.lr * self.factor
            self.bad = 0
        return self.lr
"""
VAE_LOSS = """
def vae_loss(reconstruction, x, mu, logvar, beta=1.0):
    err = ((reconstruction - x) ** 2).flatten(1).sum(1)
    kl = -0.5 * (1 + logvar - mu ** 2 - logvar.exp()).sum(1)
    return (err + beta * kl).mean()
"""
LAYER_NORM = """
import torch
from torch import nn

class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.g, self.b = nn.Parameter(torch.ones(dim)), nn.Parameter(torch.zeros(dim))
        self.eps = eps

    def forward(self, x):
        m = x.mean()
        v = x.var(unbiased=False)
        return self.g * (x - m) * torch.rsqrt(v + self.eps) + self.b
"""
FLOW = """
import torch
import torch.nn.functional as F

class RectifiedFlow:
    def __init__(self, model):
        self.model = model

    def loss(self, x1, x0, t):
        s = t.view(-1, *([1] * (x1.dim() - 1)))
        xt = x0 + s * (x1 - x0)
        return F.mse_loss(self.model(xt, t), x1 - x0)

    def sample(self, x0, steps):
        x, dt = x0, 1.0 / steps
        for k in range(steps):
            t = torch.full((x.shape[0],), k * dt, device=x.device, dtype=x.dtype)
            x = x + dt * self.model(x, t)
        return x
"""
KL_DIV = """
def kl_div(log_pred, target):
    return (target * (target.log() - log_pred)).sum() / len(target)  # here
"""


def found(name: str, text: str) -> Departure:
    with patch.object(mending, "SECONDS", 5.0):  # whatever else this machine does
        failure, departure = judged(kata(name), text.replace(HERE, ""))
    assert failure is not None
    assert departure is not None
    return departure


def mistaken(text: str, old: str, new: str) -> str:
    """A right text with one mistake, marked."""
    assert text.count(old) == 1
    before, _, after = text.partition(old)
    rest, _, further = after.partition("\n")
    return f"{before}{new}{rest}{HERE}\n{further}"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        pytest.param("softmax", SOFTMAX, "almost right", id="a tiny term too many"),
        pytest.param(
            "cross_entropy",
            mistaken(CROSS_ENTROPY, "True).log()", "True).add(1e-8).log()"),
            "",
            id="a tiny term in a logarithm",
        ),
        pytest.param(
            "cross_entropy",
            mistaken(CROSS_ENTROPY, "logits.max(dim=1, keepdim=True).values", "logits.max()"),
            OVERFLOWS,
            id="shifted by one number for all",
        ),
        pytest.param(
            "batch_norm",
            mistaken(BATCH_NORM, "self.momentum * var * n / (n - 1)", "self.momentum * var"),
            "times too small",
            id="a change that is right in eval mode after training alone",
        ),
        pytest.param(
            "batch_norm",
            mistaken(BATCH_NORM, "unbiased=False", "unbiased=True"),
            "times too large",
            id="a value that is right for another place",
        ),
        pytest.param(
            "batch_norm",
            mistaken(BATCH_NORM, '"running_var", torch.ones', '"running_var", torch.zeros'),
            "makes everything right",
            id="a buffer that starts with the values of another one",
        ),
        pytest.param(
            "batch_norm",
            mistaken(
                BATCH_NORM, "running_mean, self.running_var", "running_mean, self.running_mean"
            ),
            "another one belongs here",
            id="a buffer that is read twice",
        ),
        pytest.param(
            "vae_loss",
            mistaken(VAE_LOSS, "-0.5 * (1", "-(1"),
            "2 times too large",
            id="a factor that belongs to the line on which the value is made",
        ),
        pytest.param(
            "plateau_lr",
            mistaken(PLATEAU, "self.bad > self.patience", "self.bad >= self.patience"),
            "the condition does not choose",
            id="a condition, and a number that it could be made right with",
        ),
        pytest.param("kl_div", KL_DIV, "there is -inf here", id="a logarithm of zero"),
        pytest.param("group_norm", GROUP_NORM, "mean, var are in another order", id="a swap"),
    ],
)
def test_the_line_is_named_in_words_that_are_true(name: str, text: str, words: str) -> None:
    departure = found(name, text)
    line = text[: text.index(HERE)].count("\n") + 1
    assert departure.line <= line <= (departure.end_line or departure.line)
    assert departure.verified
    assert words in departure.message
    assert "mask" not in departure.message


def test_what_overflows_is_no_matter_of_layout() -> None:
    text = CROSS_ENTROPY.replace("logits - logits.max(dim=1, keepdim=True).values", "logits")
    assert found("cross_entropy", text).message == OVERFLOWS


def test_two_wrong_numbers_are_not_taken_for_right() -> None:
    departure = found("layer_norm", LAYER_NORM)
    assert departure.line == LAYER_NORM[: LAYER_NORM.index("m = x.mean")].count("\n") + 1
    assert not departure.verified
    assert departure.message == "the value here is not the reference's"


def test_nothing_is_proven_where_weights_are_alike() -> None:
    text = (ATTEMPTS / "vit" / "wrong_norm_in_every_turn.py").read_text(encoding="utf-8")
    departure = found("vit", text)
    lines = text.splitlines()[departure.line - 1 : departure.end_line]
    assert not departure.verified or any("self.norm" in line for line in lines)


def test_no_line_is_named_where_all_values_are_right() -> None:
    _, departure = judged(kata("rectified_flow"), FLOW)
    assert departure is None


def test_a_step_that_is_missing_is_found_by_the_part_that_nothing_reads() -> None:
    text = (ATTEMPTS / "vit" / "wrong_norm_in_every_turn.py").read_text(encoding="utf-8")
    assert text.count("self.norm(") == 1
    step = next(line for line in text.splitlines(keepends=True) if "self.norm(" in line)
    text = text.replace(step, "")
    departure = found("vit", text)
    assert departure.verified
    assert "self.head(" in text.splitlines()[departure.line - 1]


def test_a_buffer_that_has_to_be_a_parameter_is_named() -> None:
    old = "self.g, self.b = nn.Parameter(torch.ones(dim)), nn.Parameter(torch.zeros(dim))"
    new = 'self.b = nn.Parameter(torch.zeros(dim)); self.register_buffer("g", torch.ones(dim))'
    right = LAYER_NORM.replace("x.mean()", "x.mean(-1, keepdim=True)")
    text = right.replace("x.var(", "x.var(-1, keepdim=True, ").replace(old, new)
    failure, _ = judged(kata("layer_norm"), text)
    assert failure is not None
    assert failure.blame == Blame(Suspect.ATTRIBUTE, "g")
