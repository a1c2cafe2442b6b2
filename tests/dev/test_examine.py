"""Specimens that hang or end their process cost themselves, and nothing else."""

from pathlib import Path

from torchkata.catalog import load, reference_text
from torchkata.contracts import Specimen
from torchkata.judge.author import Exam, examine

HEAD = "import os\n\n\ndef sound(x):\n    "


def test_what_hangs_or_ends_its_process_is_killed_and_the_rest_is_judged(pack: Path) -> None:
    kata = next(kata for kata in load([pack]) if kata.id == "sound")
    texts = {
        "hangs": HEAD + "while True: pass\n",
        "exits": HEAD + "os._exit(0)\n",
        "raises": HEAD + "raise SystemExit\n",
        "wrong": HEAD + "return 3 * x\n",
        "right": reference_text(kata),
    }
    specimens = tuple(Specimen(name, text, name == "right") for name, text in texts.items())
    heard: list[tuple[int, int]] = []
    found = examine(
        [Exam(kata, specimens)],
        seed=1,
        workers=1,
        patience=6.0,
        tell=lambda done, parts: heard.append((done, parts)),
    )
    trials = {trial.id: trial for trial in found[0].trials}
    assert {name for name, trial in trials.items() if trial.passed} == {"right"}
    assert {name for name, trial in trials.items() if trial.raised} == {"hangs", "exits", "raises"}
    assert "no answer within 6 s" in trials["hangs"].message
    assert found[0].flaws == ()
    assert heard == [(1, 1)]
