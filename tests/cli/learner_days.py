"""A learner whose days a test chooses."""

import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from torchkata.cli import main

START = datetime(2030, 5, 1, 18, tzinfo=timezone(timedelta(hours=2)))
KATAS = Path(__file__).parents[2] / "katas"
RIGHT = "# kata: softmax\n" + (KATAS / "softmax" / "reference.py").read_text(encoding="utf-8")
WRONG = RIGHT.replace("exp()", "exp() * 2")
UNREADABLE = "# kata: softmax\n("


class Learner:
    """Runs commands in this process, on a day of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.now = START

    def kata(self, *words: str) -> tuple[int, str, str]:
        """One command: its exit code, stdout and stderr."""
        code = main(words)
        done = self.capsys.readouterr()
        return code, done.out, done.err

    def told(self, *words: str) -> dict:
        """One command's JSON document."""
        return json.loads(self.kata(*words, "--json")[1])

    def write(self, text: str, name: str = "softmax.py") -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        os.utime(self.folder / name, (self.now.timestamp(), self.now.timestamp()))

    def wait(self, **span: int) -> None:
        self.now += timedelta(**span)
