"""What an attempt does in the runs after its verdict: neither lost, nor told, nor waited for."""

import json
import time
from pathlib import Path

import pytest
import torch
from attacks import KATAS

from torchkata.cli.main import main
from torchkata.worker.claims import NotCredibleError, credible_recorded, is_value
from torchkata.worker.faults import File, clean, fault_of, message_of
from torchkata.worker.launch import Launch
from torchkata.worker.messages import Record, Recorded, Request, Seen, Target
from torchkata.worker.recorder import Recorder
from torchkata.worker.remote import Remote
from torchkata.worker.tracer import measured

FILES = Path(__file__).parent / "files"
RECORD = Record(0, 0, torch.zeros(0))


@pytest.mark.parametrize(
    "value",
    [
        torch.empty(0),
        torch.ones(2, dtype=torch.complex128),
        torch.ones(1).expand(2**20),
        torch.ones((1,) * 65),
    ],
    ids=["empty", "complex", "large", "many axes"],
)
def test_a_value_that_no_recorder_keeps_is_refused(value: torch.Tensor) -> None:
    with pytest.raises(NotCredibleError):
        credible_recorded(Recorded((Seen(0, 0, value),), ({},)), RECORD)


def test_more_than_a_recorder_keeps_is_refused() -> None:
    seen = Seen(0, 0, torch.ones(1).expand(2**18))
    with pytest.raises(NotCredibleError):
        credible_recorded(Recorded((seen,) * 100, ({},)), RECORD)


def test_a_recorder_keeps_what_can_be_sent_and_not_too_much() -> None:
    recorder = Recorder()
    recorder.begin({})
    recorder(0, torch.zeros(4, dtype=torch.uint8).view(torch.bits8))
    for _ in range(100):
        recorder(1, torch.ones(2**17))
    assert {seen.site for seen in recorder.events} == {1}
    assert len(recorder.events) < 100


def test_numbers_too_large_to_be_told_are_left_out() -> None:
    value = measured("x", (2,), "float64", torch.full((2,), 1.7e308, dtype=torch.float64))
    assert (value.mean, value.std) == (None, None)
    assert is_value(value)


def test_a_message_is_cut_before_it_is_read() -> None:
    started = time.monotonic()
    assert len(clean("\x1b" * 10**8)) < 3000
    assert time.monotonic() - started < 2


def test_a_message_of_another_kind_of_text_is_read_as_text() -> None:
    class Endless(str):
        __slots__ = ()

        def __iter__(self):
            while True:
                yield "x"

        def __getitem__(self, place):
            return self

        def replace(self, *words):
            return self

    class OddError(Exception):
        def __str__(self) -> str:
            return Endless("odd")

    assert message_of(OddError()) == "odd"


def test_a_form_feed_ends_no_line() -> None:
    source = "x = 1\n\x0c\ny = f(x)\n"
    try:
        exec(compile(source, "attempt.py", "exec"), {})
    except NameError as error:
        fault = fault_of(error, File("attempt.py", source), stage="import")
    assert (fault.line, fault.text) == (3, "y = f(x)")


@pytest.mark.parametrize("line", ["abc", 2.5])
def test_a_made_up_place_is_no_place(line: object) -> None:
    error = SyntaxError("no")
    error.filename, error.lineno = "attempt.py", line  # type: ignore[assignment]
    fault = fault_of(error, File("attempt.py", "x = 1\n"), stage="run")
    assert (fault.type, fault.line) == ("SyntaxError", None)


def test_time_that_ran_out_is_not_given_again() -> None:
    endless = Target("while True: pass", "/attempt.py", "double", "function")
    with Launch(seconds=1.0, device="cpu") as launch:
        remote = Remote(launch)
        remote.wait_until_ready()
        for _ in range(3):
            started = time.monotonic()
            with pytest.raises(Exception, match="still running"):
                remote.ask(Request(load=endless), stage="import")
        assert time.monotonic() - started < 0.8


@pytest.mark.parametrize("name", ["prints_its_repairs", "record_that_cannot_be_sent"])
def test_nothing_of_later_runs_is_shown_as_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KATA_PATH", str(KATAS))
    monkeypatch.setenv("TORCH_KATA_HOME", str(tmp_path))
    assert main(["check", str(FILES / f"{name}.py"), "--json", "--seed", "7"]) == 1
    assert json.loads(capsys.readouterr().out)["output"] == ""
