"""What is judged ahead saves work and changes nothing."""

import os
import re
import shutil
from pathlib import Path

from torchkata.catalog import find, kata_folders, load
from torchkata.contracts import Attempt, Kata
from torchkata.judge.grading import reported
from torchkata.judge.ready import ready
from torchkata.judge.rehearsal import is_ready, ready_for, rehearse
from torchkata.worker.engine import Engine

KATAS = load(kata_folders(os.environ))
RENAMED = {"self.weight": "self.gain", "self.bias": "self.offset"}


def attempt(kata: Kata, changes: dict[str, str]) -> Attempt:
    text = ready(kata, 0).target.source
    for old, new in changes.items():
        text = text.replace(old, new)
    return Attempt(Path("attempt.py"), text, kata.id, (), None)


def test_a_right_attempt_asks_the_reference_nothing_new() -> None:
    kata = find(KATAS, "layer_norm")
    rehearse(kata, lambda: False)
    by = ready_for(kata, None)
    known = len(by.reference.results)
    report = reported(by, attempt(kata, RENAMED), Engine(), device="cpu")
    assert report.failure is None
    assert len(by.reference.results) == known > 5


def test_names_and_places_of_its_own_ask_the_reference_nothing_new() -> None:
    kata = find(KATAS, "nanogpt")
    rehearse(kata, lambda: False)
    by = ready_for(kata, None)
    known = len(by.reference.results)
    text = by.target.source
    embeddings = [line for line in text.splitlines(True) if "= nn.Embedding(" in line]
    assert len(embeddings) == 2
    moved = text.replace("".join(embeddings), "".join(reversed(embeddings)))
    for name in set(re.findall(r"self\.(\w+) = nn\.", text)):
        moved = re.sub(rf"\bself\.{name}\b", f"self.own_{name}", moved)
    assert moved != text
    own = Attempt(Path("attempt.py"), moved, kata.id, (), None)
    assert reported(by, own, Engine(), device="cpu").failure is None
    assert len(by.reference.results) == known


def test_a_wrong_attempt_fails_as_it_does_without() -> None:
    kata = find(KATAS, "layer_norm")
    wrong = attempt(kata, {"torch.sqrt(var + self.eps)": "(torch.sqrt(var) + self.eps)"})
    rehearse(kata, lambda: False)
    by = ready_for(kata, None)
    ahead = reported(by, wrong, Engine(), device="cpu").failure
    anew = reported(ready(kata, by.seed), wrong, Engine(), device="cpu").failure
    assert ahead is not None
    assert anew is not None
    assert (ahead.check, ahead.message, ahead.details) == (anew.check, anew.message, anew.details)


def test_each_seed_is_used_once_and_a_seed_that_is_asked_for_is_drawn_anew() -> None:
    kata = find(KATAS, "gelu")
    rehearse(kata, lambda: False)
    assert ready_for(kata, 5).seed == 5
    first = ready_for(kata, None)
    assert first.reference.results
    second = ready_for(kata, None)
    assert second.seed != first.seed
    assert not second.reference.results


def test_what_was_interrupted_is_good_for_a_verdict() -> None:
    kata = find(KATAS, "layer_norm")
    asked = iter([False, False, True])
    rehearse(kata, lambda: next(asked, True))
    by = ready_for(kata, None)
    assert by.reference.results
    assert reported(by, attempt(kata, RENAMED), Engine(), device="cpu").failure is None


def test_a_kata_that_has_changed_since_is_read_again(tmp_path: Path) -> None:
    shutil.copytree(find(KATAS, "gelu").folder, tmp_path / "gelu")
    (kata,) = load([tmp_path])
    rehearse(kata, lambda: False)
    assert is_ready(kata)
    kata.reference.write_text(kata.reference.read_text().replace("0.5", "0.25"))
    assert not is_ready(kata)
    assert "0.25" in ready_for(kata, None).target.source
