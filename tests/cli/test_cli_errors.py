"""Exceptions and advice as `kata check` tells them, through the attempt's own process."""

import json

ATTEMPT = """# kata: self_attention
import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.out = nn.Linear(dim, dim)

    def forward(self, x, mask=None):
        B, L, D = x.shape
        q, k, v = self.qkv(x).view(B, L, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], float("-inf"))
        mixed = scores.softmax(dim=-1) @ v
        return self.out(mixed.transpose(1, 2).view(B, L, D))
"""
LAST = "mixed.transpose(1, 2).view(B, L, D)"


def test_the_line_its_operands_and_their_meaning_come_before_torchs_words(desk) -> None:
    desk.write("mine.py", ATTEMPT)
    ran = desk.kata("check", "mine.py", "--seed", "7", "--device", "cpu")
    assert ran.code == 1
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert lines[:3] == [
        "✗ self_attention: calling SelfAttention raises RuntimeError",
        "at line 20 of mine.py",
        f"20 │ return self.out({LAST})",
    ]
    assert lines[4] == "mixed.transpose(1, 2) (3, 5, 3, 4) float64, not contiguous, cpu"
    labels = [line.split(":")[0] for line in lines if line.endswith(":") or ": " in line]
    wanted = ["happened", "rule", "ask yourself", "raised"]
    assert [label for label in labels if label in wanted] == wanted


def test_the_document_has_what_the_screen_has(desk) -> None:
    desk.write("mine.py", ATTEMPT)
    ran = desk.kata("check", "mine.py", "--seed", "7", "--device", "cpu", "--json")
    error = json.loads(ran.out)["error"]
    assert (error["type"], error["line"]) == ("RuntimeError", 20)
    assert error["expression"] == LAST
    assert [operand["text"] for operand in error["operands"][1:]] == ["B", "L", "D"]
    assert error["operands"][0]["contiguous"] is False
    assert error["question"].endswith("?")
    assert error["words"].startswith("view size is not compatible")


def test_a_backward_pass_names_the_line_whose_value_was_changed(desk) -> None:
    right = ATTEMPT.replace(".view(B, L, D)", ".reshape(B, L, D)")
    spoilt = right.replace(
        "        mixed = scores.softmax(dim=-1) @ v\n",
        "        probs = scores.softmax(dim=-1)\n        mixed = probs @ v\n        probs += 1\n",
    )
    desk.write("mine.py", spoilt)
    ran = desk.kata("check", "mine.py", "--device", "cpu", "--json")
    document = json.loads(ran.out)
    assert document["error"]["line"] == 20
    assert "line 20 keeps a value for gradients" in document["error"]["happened"]


def test_advice_stands_under_the_verdict(desk) -> None:
    wrong = ATTEMPT.replace(LAST, "mixed.mean(1)").replace(
        "        self.out =", "        self.norm = nn.LayerNorm(dim)\n        self.out ="
    )
    desk.write("mine.py", wrong)
    ran = desk.kata("check", "mine.py", "--device", "cpu", "--plain")
    assert "advice: line 11: self.norm is made here and never used" in ran.out
