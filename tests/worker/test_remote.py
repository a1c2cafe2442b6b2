"""An attempt's process: whatever it does is an answer, and nothing of it is left."""

import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import torch

from torchkata.worker.case import Case
from torchkata.worker.faults import AttemptError, Fault
from torchkata.worker.launch import Launch
from torchkata.worker.messages import Evaluation, Step, Target
from torchkata.worker.remote import Remote

SLOW = "import time; time.sleep(0.3)\ndef double(x):\n    time.sleep(0.1)\n    return 2 * x\n"
CASE = Case("generic", {}, {}, {"x": torch.ones(2, 3, dtype=torch.float64)}, {}, ("x",))


@pytest.fixture
def launch() -> Iterator[Launch]:
    with Launch(seconds=3.0, device="cpu") as launch:
        yield launch


def fault_in(launch: Launch, source: str) -> Fault:
    """What comes of loading and running `double` from this source."""
    with pytest.raises(AttemptError) as caught:
        run(launch, source)
    return caught.value.fault


def run(launch: Launch, source: str) -> torch.Tensor:
    remote = Remote(launch)
    remote.load(Target(source, "/somewhere/attempt.py", "double", "function"))
    remote.prepare((CASE,))
    return remote.evaluate(Evaluation(0, (Step(0),))).answers[0].outputs["out"]


def test_a_function_is_run_on_the_inputs(launch: Launch) -> None:
    assert torch.equal(run(launch, "def double(x):\n    return 2 * x\n"), 2 * CASE.inputs["x"])


def test_other_things_are_done_one_by_one_while_nothing_comes(launch: Launch) -> None:
    seen: list[tuple[str, int]] = []
    done = [partial(lambda name: seen.append((name, len(remote.under_way))), n) for n in "abc"]
    remote = Remote(launch, done)
    remote.load(Target(SLOW, "/a.py", "double", "function"))
    remote.prepare((CASE,))
    pending = remote.inspecting(0)
    assert seen == []
    assert pending().leaves == ()
    assert seen[0] == ("a", 3)  # before the process is ready, others only where it takes long
    remote.evaluate(Evaluation(0, (Step(0),)))
    remote.evaluate(Evaluation(0, (Step(0),)))
    assert [name for name, _ in seen] == ["a", "b", "c"]


def test_initial_values_are_told_where_they_are_asked_for(launch: Launch) -> None:
    lines = ("import torch", "class Net(torch.nn.Module):", " def __init__(self):")
    source = "\n".join(
        (*lines, "  super().__init__()", "  self.a = torch.nn.Parameter(torch.ones(2))")
    )
    remote = Remote(launch)
    remote.load(Target(source, "/somewhere/attempt.py", "Net", "module"))
    remote.prepare((CASE,))
    remote.inspect(0)
    assert remote.evaluate(Evaluation(0, ())).leaves is None
    found = remote.evaluate(Evaluation(0, (), fresh=True, shows_leaves=True)).leaves
    assert found is not None
    assert found.tolist() == [1.0, 1.0]


def test_processor_time_is_told_as_long_as_there_is_some(launch: Launch) -> None:
    remote = Remote(launch)
    busy = "import time\nwhile time.process_time() < 0.3: pass\ndouble = abs"
    remote.load(Target(busy, "/somewhere/attempt.py", "double", "function"))
    remote.prepare((CASE,))
    remote.evaluate(Evaluation(0, (Step(0),)))
    assert 0.3 <= remote.spent() < 3.0
    remote.left = 0.1
    assert remote.spent() == float("inf")


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("while True: pass", "TimeLimit", 1),
        ("x = 1\ntry:\n  while True: pass\nexcept BaseException: pass", "TimeLimit", 3),
        ("import os\nos._exit(0)", "ProcessEnded", None),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "ProcessEnded", None),
        ("import ctypes\n\nctypes.string_at(0)", "ProcessEnded", 3),
        ("raise SystemExit(0)", "SystemExit", 1),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", 1),
        ("1 / 0", "ZeroDivisionError", 1),
        ("input()", "EOFError", 1),
        ("x = bytearray(64 * 2**30)", "MemoryError", 1),
        ("import torch\ntorch.ones(2**35)", "RuntimeError", 2),
        ("print('x' * 10**8)", "OSError", 1),
        ("open('big', 'wb').write(bytes(2**26))", "OSError", 1),
        ("def f(): f()\nf()", "RecursionError", 1),
        ("double = 3", "TypeError", None),
    ],
)
def test_what_happens_at_import_is_a_fault(
    launch: Launch, source: str, kind: str, line: int | None
) -> None:
    fault = fault_in(launch, source)
    assert fault.type == kind
    assert fault.line == line


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("return x.expand(2**20, 2, 3)[:, None].expand(2**20, 2**20, 2, 3)", "OutputTooLarge"),
        ("import sys; sys.exit()", "SystemExit"),
        ("raise type('E', (Exception,), {'__str__': lambda s: 1 / 0})()", "E"),
    ],
)
def test_what_happens_in_a_call_is_a_fault(launch: Launch, body: str, kind: str) -> None:
    assert fault_in(launch, f"def double(x):\n    {body}\n").type == kind


def test_a_forged_answer_is_not_read(launch: Launch) -> None:
    source = "import os\nfor n in range(3, 64):\n    try: os.write(n, b'x' * 64)\n"
    fault = fault_in(launch, source + "    except OSError: pass\nimport time; time.sleep(9)")
    assert fault.type in ("BadAnswer", "TimeLimit")


def test_control_characters_do_not_reach_the_screen(launch: Launch) -> None:
    fault = fault_in(launch, "raise ValueError('\\x1b[2J [red]\\udc80')")
    assert fault.message == "\N{REPLACEMENT CHARACTER}[2J [red]\N{REPLACEMENT CHARACTER}"


def test_the_environment_of_the_caller_stays_outside(
    launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "import os\nassert 'KATA_SECRET' not in os.environ\ndef double(x):\n    return x\n"
    run(launch, source)


def test_nothing_is_left_of_a_process_that_forks_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TORCH_KATA_ISOLATION", "process")  # others do not let it fork
    note = tmp_path / "pid"
    source = (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        f"        open({str(note)!r}, 'w').write(str(os.getpid()))\n"
        "        time.sleep(600)\n"
        "    os._exit(0)\n"
        f"while not os.path.exists({str(note)!r}): time.sleep(0.01)\n"
        "def double(x):\n    return x\n"
    )
    with Launch(seconds=10.0, device="cpu") as launch:
        run(launch, source)
        folder = launch.folder
    assert not folder.exists()
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_an_attempt_that_ignores_signals_is_ended() -> None:
    source = "import signal\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n"
    source += "    except (OSError, ValueError): pass\nwhile True: pass\n"
    with Launch(seconds=1.0, device="cpu") as launch:
        assert fault_in(launch, source).type == "TimeLimit"
    assert launch.process.returncode == -signal.SIGKILL
