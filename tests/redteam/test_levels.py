"""What each isolation level stops, seen from inside an attempt's process."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

import torchkata
from torchkata.worker.faults import AttemptError
from torchkata.worker.isolation import landlock, level, offered, prepared
from torchkata.worker.isolation.needs import without
from torchkata.worker.launch import Launch
from torchkata.worker.messages import Request, Target
from torchkata.worker.remote import Remote

PACKAGE = Path(torchkata.__file__).parent
HAS_KERNEL = offered({}).level == "kernel"
needs_kernel = pytest.mark.skipif(not HAS_KERNEL, reason=offered({}).missing)

MADE_AHEAD = """
import json, os, sys
from pathlib import Path
from torchkata.worker.isolation import isolate, made_ready

def said(look):
    try:
        look()
    except OSError as error:
        return "refused" if isinstance(error, PermissionError) else "closed"
    return "read"

ready = made_ready()
hidden = tuple(map(Path, json.loads(sys.argv[2])))
work = Path(sys.argv[1])
print(isolate({}, work, hidden=hidden, uses_accelerator=False, ready=ready).level)
for path in sys.argv[3:]:
    print(said(lambda: open(path).close()))
print(said(lambda: os.fstat(ready.ruleset)))
"""


@dataclass(frozen=True)
class Inside:
    """An attempt's process, ready to run text."""

    remote: Remote

    def runs(self, source: str) -> None:
        """Run it; what it raises is raised here as AttemptError."""
        target = Target(f"{source}\ndouble = None\n", "/attempt.py", "double", "function")
        self.remote.ask(Request(load=target), stage="import")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Give a process at a level."""
    launches: list[Launch] = []

    def start(name: str, *, hidden: tuple[Path, ...] = ()) -> Inside:
        monkeypatch.setenv(level.VARIABLE, name)
        launches.append(Launch(seconds=20.0, device="cpu", hidden=hidden))
        remote = Remote(launches[-1])
        remote.wait_until_ready()
        return Inside(remote)

    yield start
    for launch in launches:
        launch.__exit__(None, None, None)


def refused(inside: Inside, source: str) -> bool:
    """Whether the system does not permit it."""
    try:
        inside.runs(source)
    except AttemptError as error:
        return error.fault.type == "PermissionError"
    return False


@needs_kernel
def test_the_kernel_keeps_katas_files_network_and_processes_away(at, tmp_path: Path) -> None:
    secret = tmp_path / "reference.py"
    secret.write_text("answer")
    inside = at("kernel")
    assert refused(inside, f"open({str(secret)!r})")
    assert refused(inside, f"open({str(PACKAGE / '__init__.py')!r})")
    assert refused(inside, "import os; os.listdir(os.path.expanduser('~root'))")
    assert refused(inside, f"open({str(tmp_path / 'new')!r}, 'w')")
    assert refused(inside, f"import os; os.truncate({str(secret)!r}, 0)")
    assert refused(inside, f"import os; os.chmod({str(secret)!r}, 0)")
    assert refused(inside, "import socket; socket.socket()")
    assert refused(inside, "import socket; socket.socket(socket.AF_UNIX)")
    assert refused(inside, "import os; os.fork()")
    assert refused(inside, "import subprocess; subprocess.run(['true'])")
    assert refused(inside, "import os; os.kill(os.getppid(), 0)")
    assert secret.read_text() == "answer"


@needs_kernel
def test_the_kernel_leaves_python_and_torch_what_they_need(at) -> None:
    inside = at("kernel")
    inside.runs("open('own', 'w').write('text'); assert open('own').read() == 'text'")
    inside.runs("import tempfile; tempfile.TemporaryFile().write(b'x')")
    inside.runs("import sympy, torch._dynamo, torch.distributions, torch.utils.data, unittest.mock")
    inside.runs("import torch; torch.optim.AdamW([torch.nn.Parameter(torch.ones(2))])")
    inside.runs("import torch\nwith torch.device('meta'): torch.nn.LSTM(2, 3)")
    inside.runs("import torch; torch.linalg.svd(torch.ones(3, 3)); torch.fft.fft(torch.ones(4))")
    inside.runs("import torch; torch.jit.script(torch.nn.Linear(2, 3))(torch.ones(1, 2))")
    inside.runs("import threading; threading.Thread(target=print).start()")
    inside.runs("import os; os.urandom(4); open('/dev/null', 'w').write('x'); os.cpu_count()")
    inside.runs("import socket; socket.socketpair()")


@needs_kernel
def test_the_kernel_hides_a_pack_among_installed_packages(at) -> None:
    pack = Path(pytest.__file__).parent
    assert refused(at("kernel", hidden=(pack,)), f"open({pytest.__file__!r})")
    assert not refused(at("kernel"), f"open({pytest.__file__!r})")


def test_processes_alone_keep_neither_files_nor_the_network_away(at, tmp_path: Path) -> None:
    inside = at("process")
    inside.runs(f"open({str(PACKAGE / '__init__.py')!r})")
    inside.runs("import socket; socket.socket()")
    assert inside.remote.isolation is not None
    assert inside.remote.isolation.level == "process"
    assert "the network" in inside.remote.isolation.leaves_open


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no /proc")
@pytest.mark.parametrize("name", ["mem", "environ", "maps", "cwd/x"])
def test_no_level_lets_an_attempt_read_the_process_that_checks_it(at, name: str) -> None:
    assert refused(at("process"), f"import os; open(f'/proc/{{os.getppid()}}/{name}')")


@needs_kernel
def test_the_process_says_its_level_before_it_sees_the_attempt(at) -> None:
    assert at("kernel").remote.isolation == offered({})


@needs_kernel
def test_rules_made_ahead_hold_only_for_what_they_were_made_for(
    tmp_path: Path, monkeypatch
) -> None:
    packages = tmp_path / "site-packages"
    (packages / "einops").mkdir(parents=True)
    monkeypatch.setattr(prepared, "readable", lambda hidden: tuple(map(str, packages.iterdir())))
    with closing(prepared.prepared()) as rules:
        assert rules.is_for(())
        assert rules.is_for((tmp_path / "katas" / "softmax",))
        for hidden in (packages, packages / "einops", packages / "einops" / "katas"):
            assert not rules.is_for((hidden,))
        with monkeypatch.context() as context:
            context.setenv("LD_LIBRARY_PATH", "/somewhere")
            assert not rules.is_for(())
        (packages / "installed_since").mkdir()
        assert not rules.is_for(())


@needs_kernel
@pytest.mark.parametrize(("hides_numpy", "numpy_is"), [(False, "read"), (True, "refused")])
def test_rules_made_ahead_hide_what_the_attempt_may_not_see(
    tmp_path: Path, hides_numpy: bool, numpy_is: str
) -> None:
    hidden = (np.__path__[0],) if hides_numpy else ()
    files = [np.__file__, pytest.__file__, __file__, str(PACKAGE / "__init__.py")]
    command = [sys.executable, "-c", MADE_AHEAD, str(tmp_path), json.dumps(hidden), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["kernel", numpy_is, "read", "refused", "refused", "closed"]


def test_a_kernel_without_landlock_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 0)
    found = level.isolate({}, Path.cwd(), hidden=(), uses_accelerator=False)
    assert found.level == "process"
    assert "Landlock" in found.missing


def test_a_kernel_that_refuses_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(level, "missing", lambda environ: "")
    monkeypatch.setattr(level, "is_single_threaded", lambda: True)
    monkeypatch.setattr(landlock, "restrict", refuse)
    found = level.isolate({}, Path.cwd(), hidden=(), uses_accelerator=False)
    assert found.level == "process"
    assert found.missing == "the kernel refused it: Operation not permitted"


def test_an_accelerator_keeps_to_processes_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(level, "missing", lambda environ: "")
    found = level.isolate({}, Path.cwd(), hidden=(), uses_accelerator=True)
    assert (found.level, "accelerator" in found.missing) == ("process", True)


def test_a_container_is_what_its_owner_says() -> None:
    found = offered({level.VARIABLE: "container"})
    assert found.level == "container"
    assert "the container itself" in found.leaves_open[-1]


def test_a_tree_is_opened_but_for_what_is_closed_in_it(tmp_path: Path) -> None:
    for name in ("a/b", "a/c", "d"):
        (tmp_path / name).mkdir(parents=True)
    root = str(tmp_path)
    assert set(without(root, (f"{root}/a/b",))) == {f"{root}/a/c", f"{root}/d"}
    assert list(without(f"{root}/a/b", (f"{root}/a",))) == []
    assert list(without(root, ("/elsewhere",))) == [root]


def test_no_words_of_a_level_promise_more_than_there_is() -> None:
    words = str([offered({}), offered({level.VARIABLE: "process"})])
    assert "secur" not in words.lower()


def test_this_process_stays_as_free_as_it_was() -> None:
    assert socket.socket().close() is None
    assert os.access(PACKAGE, os.R_OK)
