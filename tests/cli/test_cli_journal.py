"""A learner's days, as commands write them down."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from learner_days import RIGHT, UNREADABLE, WRONG, Learner

from torchkata.journal import Journal


def home() -> Path:
    return Path(os.environ["TORCH_KATA_HOME"])


def test_a_series_of_checks_is_kept_with_its_texts(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.wait(minutes=2)
    learner.write(UNREADABLE)
    assert learner.kata("check")[0] == 1
    learner.wait(minutes=3)
    learner.write(RIGHT)
    assert learner.kata("check")[0] == 0
    told = learner.told("history", "softmax")
    first, second = told["attempts"]
    assert (first["outcome"], first["failing_check"], first["seconds"]) == ("failed", "parse", 120)
    assert (second["outcome"], second["recall"], second["seconds"]) == ("passed", 1.0, 300)
    assert {a["level"] for a in told["attempts"]} == {"blank"}
    assert second["time"] == "2030-05-01T18:05:00+02:00"
    assert learner.kata("history", "softmax", "--show", "1")[1] == UNREADABLE
    assert "-(" in learner.kata("history", "softmax", "--diff", "1", "2")[1]


@pytest.mark.usefixtures("quick")
def test_a_pass_from_memory_comes_back_and_is_then_due(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.write(RIGHT)
    _, out, _ = learner.kata("check")
    assert "remembered: good; it comes back in 2 days" in out
    assert learner.told("today")["due"] == []
    assert "nothing is due; next comes softmax, in 2 days" in learner.kata("today")[1]
    learner.wait(days=2)
    told = learner.told("today")
    assert told["due"] == [{"kata": "softmax", "due": "2030-05-03"}]
    assert told["next"] == "kata new softmax --force"
    assert "! 1 due" in learner.kata("list")[1]


@pytest.mark.usefixtures("quick")
def test_the_learners_word_is_heard_with_the_check_or_after_it(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.write(RIGHT)
    assert learner.told("check", "--grade", "hard")["review"]["grade"] == "hard"
    assert learner.told("check", "--grade", "easy")["review"]["grade"] == "easy"
    assert learner.told("check")["review"] is None
    _, _, err = learner.kata("check", "--grade", "easy")
    assert "this check is no review, so --grade changes nothing" in err


def test_an_unknown_grade_names_those_that_are(learner: Learner) -> None:
    code, _, err = learner.kata("check", "--grade", "great")
    assert (code, err.splitlines()[1]) == (2, "  grades: good, easy, hard")


@pytest.mark.usefixtures("quick")
def test_a_pass_after_the_last_hint_is_hard(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.kata("hint", "softmax", "--all")
    learner.write(RIGHT)
    assert learner.told("check", "--grade", "easy")["review"]["grade"] == "hard"


@pytest.mark.usefixtures("quick")
def test_looking_at_the_reference_in_a_diff_brings_the_kata_back(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.write(WRONG)
    _, _, err = learner.kata("diff")
    assert "this shows the whole reference; softmax comes back tomorrow" in err
    learner.write(RIGHT)
    assert learner.told("check")["review"] is None
    assert learner.kata("diff")[2].count("comes back") == 0


@pytest.mark.usefixtures("quick")
def test_a_file_that_kata_did_not_make_is_kept_but_is_no_review(learner: Learner) -> None:
    learner.write(RIGHT)
    assert learner.told("check")["review"] is None
    (kept,) = learner.told("history", "softmax")["attempts"]
    assert (kept["level"], kept["outcome"]) == (None, "passed")


@pytest.mark.usefixtures("quick")
def test_today_goes_from_what_is_open_to_what_is_due_to_something_new(learner: Learner) -> None:
    assert learner.told("today")["next"] == "kata new broadcast_sum"
    learner.kata("new", "softmax")
    learner.write(WRONG)
    assert learner.told("today")["next"] == "kata check softmax.py"
    learner.write(RIGHT)
    learner.kata("check")
    told = learner.told("today")
    assert told["open"] == [{"path": "softmax.py", "kata": "softmax", "passed": True}]
    assert told["next"] == "kata new broadcast_sum"
    (learner.folder / "softmax.py").write_text(WRONG, encoding="utf-8")
    os.utime(learner.folder / "softmax.py", (learner.now.timestamp() + 60,) * 2)
    assert learner.told("today")["open"][0]["passed"] is False


@pytest.mark.usefixtures("quick")
def test_stats_tell_the_day(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.write(RIGHT)
    learner.kata("check")
    told = learner.told("stats")
    assert (told["streak"], told["checks"], told["katas"]["passed"]) == (1, 1, 1)
    assert told["belts"][0]["earned"] == 1
    assert f"1 of {told['katas']['total']} katas passed" in learner.kata("stats")[1]
    assert len(learner.kata("stats", "--csv")[1].splitlines()) == 2
    assert learner.kata("stats", "--html", "s.html")[2] == "kata: wrote s.html\n"
    assert "<svg" in (learner.folder / "s.html").read_text(encoding="utf-8")
    code, _, err = learner.kata("stats", "--html", "no/such/s.html")
    assert (code, err.splitlines()[0]) == (
        2,
        'kata: "no/such/s.html" cannot be written: No such file or directory',
    )


@pytest.mark.usefixtures("quick")
def test_a_journal_moves_to_another_machine(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    learner.kata("new", "softmax")
    learner.write(RIGHT)
    learner.kata("check")
    before = learner.told("history", "softmax")
    _, _, err = learner.kata("journal", "export", "mine.jsonl")
    assert err == "kata: wrote mine.jsonl\n"
    assert learner.kata("journal", "export", "mine.jsonl")[0] == 2
    assert learner.kata("journal", "export")[1] == Path("mine.jsonl").read_text(encoding="utf-8")
    monkeypatch.setenv("TORCH_KATA_HOME", str(tmp_path / "other"))
    assert learner.told("journal", "path")["exists"] is False
    assert learner.kata("journal", "import", "mine.jsonl")[1] == "3 added, 0 were here already\n"
    assert learner.kata("journal", "import", "mine.jsonl")[1] == "0 added, 3 were here already\n"
    assert learner.told("history", "softmax") == before
    assert learner.kata("journal", "reschedule")[1] == "1 kata scheduled anew\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("history", "softmax", "--show", "1"), "softmax was never checked"),
        (("history", "sofmax"), 'there is no kata called "sofmax"'),
        (("journal", "import", "none.jsonl"), '"none.jsonl" cannot be read: No such file'),
        (("journal", "reschedule", "--fit"), "0 repeated reviews so far, and a fit needs 512"),
    ],
)
def test_what_cannot_be_done_is_said(
    learner: Learner, words: tuple[str, ...], message: str
) -> None:
    code, out, err = learner.kata(*words)
    assert (code, out) == (2, "")
    assert err.startswith(f"kata: {message}")


def spoil_by_a_file(home: Path) -> None:
    shutil.rmtree(home)
    home.write_text("")


def spoil_by_another_program(home: Path) -> None:
    connection = sqlite3.connect(home / "journal.sqlite3")
    connection.execute("pragma user_version = 99")
    connection.close()


def spoil_by_rubbish(home: Path) -> None:
    (home / "journal.sqlite3").write_bytes(b"rubbish " * 1000)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "spoil", [spoil_by_a_file, spoil_by_another_program, spoil_by_rubbish], ids=lambda f: f.__name__
)
def test_a_journal_that_cannot_be_kept_is_one_line_and_stops_no_check(
    learner: Learner, spoil: Callable[[Path], None]
) -> None:
    spoil(home())
    assert learner.kata("new", "softmax")[0] == 0
    learner.write(RIGHT)
    code, out, err = learner.kata("check", "softmax")
    assert (code, out.splitlines()[0]) == (0, "✓ softmax: same function as the reference")
    (line,) = err.splitlines()
    assert line.startswith(f'kata: the journal "{home()}')
    assert line.endswith("; this check is not remembered")
    assert learner.kata("diff")[0] == 0
    assert learner.kata("today")[0] == 0
    assert learner.kata("list")[0] == 0


def test_a_killed_check_leaves_its_text_in_the_journal(desk) -> None:
    """By the real command, at one moment: while the attempt sleeps."""
    desk.write("softmax.py", "# kata: softmax\nimport time\ntime.sleep(60)\nsoftmax = 1\n")
    command = [sys.executable, "-m", "torchkata", "check", "softmax.py"]
    check = subprocess.Popen(command, cwd=desk.folder, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not Journal(home()).attempts() and time.monotonic() < until:
        time.sleep(0.02)
    check.send_signal(signal.SIGKILL)
    check.wait()
    (kept,) = Journal(home()).attempts("softmax")
    assert (kept.outcome, "time.sleep(60)" in kept.text) == ("unfinished", True)
    assert "stopped before its verdict" in desk.kata("history", "softmax").out


def test_a_check_leaves_the_journal_in_one_file(desk) -> None:
    """By the real command, whether it runs the attempt or only reads it."""
    for name, text in (("run.py", RIGHT), ("read.py", UNREADABLE)):
        desk.write(name, text)
        command = [sys.executable, "-m", "torchkata", "check", name]
        subprocess.run(command, cwd=desk.folder, stdout=subprocess.DEVNULL, check=False)
        assert [path.name for path in home().glob("journal*")] == ["journal.sqlite3"]
    outcomes = {attempt.outcome for attempt in Journal(home()).attempts("softmax")}
    assert outcomes == {"passed", "failed"}
