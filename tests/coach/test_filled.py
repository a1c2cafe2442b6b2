"""What is filled in, added up or kept: a start may be right, and the lines after it wrong."""

from unittest.mock import patch

import pytest
from grading_here import judged, kata

from torchkata.contracts import Departure
from torchkata.judge import mending

CAUSAL_MASK = """
import torch
def causal_mask(length, device=None):
    m = torch.zeros(length, length, dtype=torch.bool, device=device)
    for q in range(length):
        m[q, :q + 1] = True
    return m
"""
PADDING_MASK = """
import torch
def padding_mask(lengths, max_len):
    m = torch.zeros(len(lengths), 1, 1, max_len, dtype=torch.bool, device=lengths.device)
    for b, n in enumerate(lengths):
        m[b, ..., :n] = True
    return m
"""
TRAIN_EPOCH = """
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    running, seen = 0.0, 0
    for xb, yb in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(xb), yb)
        loss.backward()
        optimizer.step()
        running += loss.item() * len(xb)
        seen += len(xb)
    return running / seen
"""
COUNT_PARAMETERS = """
def count_parameters(model):
    n_all, n_train = 0, 0
    for p in model.parameters():
        n_all += p.numel()
        if p.requires_grad:
            n_train += p.numel()
    return n_all, n_train
"""
STEP_LR = """
def step_lr(base_lr, step, step_size, gamma=0.1):
    lr = base_lr
    for s in range(1, step + 1):
        if s % step_size == 0:
            lr *= gamma
    return lr
"""
COORDINATE_GRID = """
import torch
def coordinate_grid(height, width, device=None, dtype=None):
    out = torch.zeros(height, width, 2, device=device, dtype=dtype)
    out[..., 0] = torch.linspace(-1, 1, height, device=device, dtype=dtype)[:, None]
    out[..., 1] = torch.linspace(-1, 1, width, device=device, dtype=dtype)
    return out
"""
SGD = """
import torch
class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        settings = {"lr": lr, "momentum": momentum, "nesterov": nesterov}
        super().__init__(params, settings | {"weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            mu = group["momentum"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                d = p.grad
                if group["weight_decay"] != 0:
                    d = d.add(p, alpha=group["weight_decay"])
                if mu != 0:
                    buf = self.state[p].get("buf")
                    if buf is None:
                        buf = d.clone()
                    else:
                        buf = mu * buf + d
                    self.state[p]["buf"] = buf
                    d = d + mu * buf if group["nesterov"] else buf
                p.add_(d, alpha=-group["lr"])
"""
TUBELETS = """
import math
import numpy
import torch
import torch.nn as nn
import torch.nn.functional as F

class TubeletEmbedding(nn.Module):
    def __init__(self, in_ch=3, embed_dim=512, tubelet=(2, 16, 16)):
        super().__init__()
        self.proj = nn.Conv3d(in_ch, embed_dim, kernel_size=tubelet, stride=tubelet)

    def forward(self, video):
        return self.proj(video).flatten(2).mT
"""
SPECTROGRAM = """
import torch.nn as nn
class SpectrogramPatches(nn.Module):
    def __init__(self, embed_dim=256, patch=(16, 16)):
        super().__init__()
        self.f, self.t = patch
        self.to_token = nn.Linear(self.f * self.t, embed_dim)

    def forward(self, spec):
        B, F, T = spec.shape
        x = spec.reshape(B, F // self.f, self.f, T // self.t, self.t)
        x = x.permute(0, 1, 3, 2, 4)
        return self.to_token(x.reshape(B, -1, self.f * self.t))
"""
WAVEFORM = """
import torch.nn as nn
import torch.nn.functional as F
class WaveformTokens(nn.Module):
    def __init__(self, in_ch=1, embed_dim=256, window=400, hop=160):
        super().__init__()
        self.win, self.hop = window, hop
        self.fc = nn.Linear(in_ch * window, embed_dim)

    def forward(self, wav):
        frames = wav.unfold(-1, self.win, self.hop).permute(0, 2, 1, 3).flatten(2)
        return F.gelu(self.fc(frames))
"""
PROVEN = {
    "a slice that ends early": ("causal_mask", CAUSAL_MASK, ":q + 1]", ":q]"),
    "a loop that begins late": ("causal_mask", CAUSAL_MASK, "range(length)", "range(1, length)"),
    "a loop that ends early": ("step_lr", STEP_LR, "step + 1)", "step)"),
    "a row one short": ("padding_mask", PADDING_MASK, ":n]", ":n - 1]"),
    "the last of a sum": ("train_epoch", TRAIN_EPOCH, "running += loss", "running = loss"),
    "the last of a count": ("train_epoch", TRAIN_EPOCH, "seen += len", "seen = len"),
    "a value kept without a copy": ("sgd", SGD, "buf = d.clone()", "buf = d"),
    "axes left as they are": ("tubelet_embedding", TUBELETS, ".mT", ""),
    "a shape that does not fit": ("coordinate_grid", COORDINATE_GRID, "[:, None]", ""),
    "another function": ("waveform_tokens", WAVEFORM, "F.gelu(", "F.silu("),
}


def found(name: str, text: str) -> Departure:
    """What is said of a wrong attempt, whatever else this machine does."""
    with patch.object(mending, "SECONDS", 5.0):
        failure, departure = judged(kata(name), text)
    assert failure is not None
    assert departure is not None
    return departure


def mistaken(text: str, old: str, new: str) -> tuple[str, int]:
    """A right text with one mistake, and its line."""
    assert text.count(old) == 1
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("mistake", PROVEN)
def test_the_line_that_is_proven_is_that_of_the_mistake(mistake: str) -> None:
    name, right, old, new = PROVEN[mistake]
    text, line = mistaken(right, old, new)
    departure = found(name, text)
    assert (departure.line, departure.end_line or departure.line) == (line, line)
    assert departure.verified
    assert "layout" not in departure.message


def test_a_sum_that_begins_anew_in_each_turn_is_found_where_it_does() -> None:
    text = TRAIN_EPOCH.replace(
        "        optimizer.zero", "        running = 0.0\n        optimizer.zero"
    )
    departure = found("train_epoch", text)
    assert text.splitlines()[departure.line - 1].strip() == "running = 0.0"
    assert departure.verified


def test_a_count_of_something_else_is_found_where_it_is_made() -> None:
    text, line = mistaken(TRAIN_EPOCH, "seen += len(xb)", "seen += yb.numel()")
    departure = found("train_epoch", text)
    assert (departure.line, departure.end_line or departure.line) == (line, line)


@pytest.mark.parametrize(
    ("name", "right", "old", "new", "start"),
    [
        ("count_parameters", COUNT_PARAMETERS, "p.requires_grad", "p.grad is not None", "n_all, "),
        ("padding_mask", PADDING_MASK, "= True\n    return", "= True\n        return", "m = "),
    ],
)
def test_a_start_is_not_proven_wrong_by_what_it_is_to_become(
    name: str, right: str, old: str, new: str, start: str
) -> None:
    text, line = mistaken(right, old, new)
    departure = found(name, text)
    assert text.splitlines()[departure.line - 1].strip().startswith(start)
    assert departure.line < line <= (departure.end_line or departure.line)
    assert not departure.verified
    assert "does not become what the reference has" in departure.message


def test_words_say_no_more_than_a_change_proves() -> None:
    text, _ = mistaken(PADDING_MASK, ":n]", "n:]")
    assert "what comes before" not in found("padding_mask", text).message


def test_a_part_is_not_called_wrong_for_what_it_is_given() -> None:
    text, _ = mistaken(SPECTROGRAM, "        x = x.permute(0, 1, 3, 2, 4)\n", "")
    departure = found("spectrogram_patches", text)
    assert not departure.verified
    assert departure.message == "self.to_token, or what it is given, is not as in the reference"
