"""A worker's own rehearsal: a small attempt of ours goes through the engine before one comes."""

import select
import socket

import torch

from torchkata.worker.case import Case
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation, Step, Target
from torchkata.worker.wire import encode

SOURCE = """
import math
import torch
import torch.nn.functional as F
from torch import Tensor, nn

class Piece(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.drop = nn.Dropout(0.1)
        self.register_buffer("mask", torch.ones(8, 8, dtype=torch.bool).tril())

    def forward(self, x):
        B, L, D = x.shape
        q, k, v = self.qkv(self.norm(x)).view(B, L, 3, 2, D // 2).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q @ k.transpose(-2, -1) / math.sqrt(D // 2)).masked_fill(~self.mask[:L, :L], -1e9)
        out = (self.drop(scores.softmax(dim=-1)) @ v).transpose(1, 2).contiguous().reshape(B, L, D)
        return x + self.drop(F.gelu(self.out(out)))
"""
PATH = "piece.py"
QUIET_SECONDS = 0.5  # the command before has the machine for itself


def rehearse(channel: socket.socket) -> None:
    """Run the piece in every way that an attempt is run, until a message comes."""
    if is_wanted(channel, QUIET_SECONDS):
        return
    engine = Engine()
    engine.load(Target(SOURCE, PATH, "Piece", "module"))
    x = torch.linspace(-1, 1, 2 * 5 * 6, dtype=torch.float64).reshape(2, 5, 6)
    engine.prepare((Case("piece", {}, {"width": 6}, {"x": x}, grad_inputs=("x",)),))
    encode(engine.inspect(0))
    for evaluation in evaluations():
        if is_wanted(channel):
            return
        encode(engine.evaluate(evaluation))


def evaluations() -> tuple[Evaluation, ...]:
    """Every kind of run."""
    plain, deep, trained = Step(0), Step(0, seeds=(1,)), Step(0, train=True, seeds=(1,))
    without = Step(0, no_grad=True)
    return (
        Evaluation(0, (plain, deep, without), drop=True, fresh=True, looks_at_torch=True),
        Evaluation(0, (trained, plain, Step(0, reload=True)), drop=True, fresh=True),
        Evaluation(0, (plain,), lift=False, dtype="float32", default_dtype="float32"),
        Evaluation(0, (plain,), lift=False, dtype="bfloat16", default_dtype="float32"),
        Evaluation(0, (plain,), lift=False, virtual_device=True, fresh=True),
    )


def is_wanted(channel: socket.socket, seconds: float = 0.0) -> bool:
    """Whether a message comes, within so many seconds."""
    return bool(select.select([channel], [], [], seconds)[0])
