"""`kata debug` in a real terminal: Python's debugger, stopped where the tensors come in."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ATTEMPT = """# kata: rms_norm
import torch
from torch import nn


class RMSNorm(nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x):
        mean = x.square().mean(dim=-1, keepdim=True)
        normed = x / torch.sqrt(mean + self.eps)
        return normed * self.wait
"""


class Terminal:
    """A pseudo-terminal with `kata debug` in it."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.ours, self.theirs = pty.openpty()
        self.running = subprocess.Popen(
            [sys.executable, "-m", "torchkata", "debug", *words],
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            start_new_session=True,
        )
        self.text = ""

    def say(self, line: str) -> str:
        """Type a line; what is answered."""
        os.write(self.ours, f"{line}\n".encode())
        return self.until("(Pdb) ")

    def until(self, words: str, seconds: float = 60.0) -> str:
        """What was written up to some words."""
        deadline = time.monotonic() + seconds
        while words not in self.text:
            left = deadline - time.monotonic()
            assert left > 0, f"no {words!r} in {self.text!r}"
            if select.select([self.ours], [], [], left)[0]:
                self.text += os.read(self.ours, 65536).decode()
        before, _, self.text = self.text.partition(words)
        return before

    def close(self) -> None:
        self.running.kill()
        self.running.wait()
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def terminal(desk) -> Iterator[Terminal]:
    desk.write("rms_norm.py", ATTEMPT)
    opened = Terminal(desk.folder, "rms_norm.py", "--case", "generic")
    yield opened
    opened.close()


def test_it_stops_with_the_tensors_and_goes_where_it_raises(terminal: Terminal) -> None:
    assert "rms_norm.py(13)forward()" in terminal.until("(Pdb) ")
    assert "torch.Size([" in terminal.say("p x.shape")
    assert "rms_norm.py(14)forward()" in terminal.say("n")
    assert ", 1])" in terminal.say("p mean.shape")
    raised = terminal.say("c")
    assert "AttributeError: 'RMSNorm' object has no attribute 'wait'" in raised
    assert "torchkata" not in raised
    assert "rms_norm.py(15)forward()" in terminal.say("w")
    os.write(terminal.ours, b"q\n")
    assert terminal.running.wait(20) == 1


def test_without_a_file_it_says_what_to_do(desk) -> None:
    ran = desk.kata("debug")
    assert ran.code == 2
    assert "no practice file in" in ran.err


def test_a_notebook_is_no_file_for_the_debugger(desk) -> None:
    cell = {"cell_type": "code", "source": "# kata: softmax\ndef softmax(x, dim):\n    return x\n"}
    notebook = {"cells": [cell], "metadata": {"a": None}, "nbformat": 4, "nbformat_minor": 5}
    desk.write("a.ipynb", json.dumps(notebook))
    ran = desk.kata("debug", "a.ipynb")
    assert (ran.code, ran.out) == (2, "")
    assert '"a.ipynb" is a notebook, and the debugger runs Python files' in ran.err
