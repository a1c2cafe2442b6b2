"""A command in the service does what it does by itself; the service comes and goes unnoticed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from warm_desk import (
    ENDLESS,
    RIGHT,
    WRONG,
    Warm,
    family,
    is_alive,
    kill,
    one_service,
    wait_for_end,
)

import torchkata

if sys.platform != "linux":
    pytest.skip("needs /proc", allow_module_level=True)

COMMANDS = [
    (),
    ("--help",),
    ("--version",),
    ("list",),
    ("list", "--json"),
    ("list", "--belt", "nonsense"),
    ("lst",),
    ("show", "cross_attention"),
    ("show", "nothing"),
    ("hint", "softmax"),
    ("diff", "wrong.py"),
    ("check", "missing.py"),
    ("check", "right.py", "--seed", "7", "--json"),
    ("check", "wrong.py", "--seed", "7"),
    ("check", "endless.py", "--seed"),
]


def without_time(text: str) -> list[str]:
    """The lines that say no duration."""
    return [line for line in text.splitlines() if "seconds" not in line and " s" not in line[-3:]]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """One service for all commands."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in (("right", RIGHT), ("wrong", WRONG), ("endless", ENDLESS)):
        (folder / f"{name}.py").write_text(text)
    with one_service(folder) as made:
        yield made


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_says_and_returns_the_same_with_and_without_a_service(
    served: Warm, words: tuple[str, ...]
) -> None:
    shutil.rmtree(served.folder / "home", ignore_errors=True)  # which hints were shown
    cold = served.kata(*words, KATA_SERVICE="0")
    shutil.rmtree(served.folder / "home", ignore_errors=True)
    before = served.status()["served"]
    there = served.kata(*words)
    assert served.status()["served"] > before + 1  # type: ignore[operator]  # and the question itself
    assert there[0] == cold[0]
    assert without_time(there[1]) == without_time(cold[1])
    assert there[2] == cold[2]


def test_the_first_check_starts_a_service_and_tells_nobody(warm: Warm) -> None:
    assert warm.kata("list")[0] == 0
    assert warm.status() == {"schema": 1, "running": False}
    code, _, err = warm.kata("check", "right.py")
    assert (code, err) == (0, "")
    assert warm.status()["running"]


def test_a_service_can_be_switched_off(warm: Warm) -> None:
    assert warm.check("right.py", KATA_SERVICE="0")["passed"]
    assert warm.sockets() == []
    (warm.folder / "home").mkdir(exist_ok=True)
    (warm.folder / "home" / "settings.toml").write_text("[service]\nenabled = false\n")
    assert warm.check("right.py", KATA_SERVICE="")["passed"]
    assert warm.sockets() == []
    code, _, err = warm.kata("service", "start", KATA_SERVICE="")
    assert code == 2
    assert "switched off" in err


def test_nothing_is_left_running_on_a_build_server(warm: Warm) -> None:
    assert warm.check("right.py", KATA_SERVICE="", CI="true")["passed"]
    assert warm.sockets() == []


def test_a_service_ends_after_its_idle_time(warm: Warm) -> None:
    (warm.folder / "home").mkdir()
    (warm.folder / "home" / "settings.toml").write_text("[service]\nidle_minutes = 0.1\n")
    process = warm.begin()
    assert wait_for_end(family(process), 30) == set()
    assert warm.sockets() == []


def test_a_wrong_setting_is_told_by_status(warm: Warm) -> None:
    (warm.folder / "home").mkdir()
    (warm.folder / "home" / "settings.toml").write_text("[service]\nidle_minutes = 'long'\n")
    code, _, err = warm.kata("service", "status")
    assert code == 0
    assert "service.idle_minutes has to be a number" in err


def test_stop_ends_it_and_all_it_holds_ready(warm: Warm) -> None:
    members = family(warm.begin())
    assert warm.kata("service", "stop")[1] == "stopped\n"
    assert wait_for_end(members) == set()
    assert warm.kata("service", "stop")[1] == "no service runs\n"


def test_two_terminals_get_their_own_verdicts(warm: Warm) -> None:
    warm.begin()
    names = ["right.py", "wrong.py"] * 4
    with ThreadPoolExecutor(len(names)) as pool:
        verdicts = list(pool.map(warm.check, names))
    assert [verdict["passed"] for verdict in verdicts] == [True, False] * 4
    assert [verdict["path"] for verdict in verdicts] == names


def test_what_commands_note_is_soon_in_one_file(warm: Warm) -> None:
    """The journal is closed once nobody waits for it; whoever copies its file copies all of it."""
    warm.begin()
    assert warm.check("right.py")["passed"]
    until = time.monotonic() + 10
    while len(found := sorted(p.name for p in (warm.folder / "home").glob("journal*"))) > 1:
        assert time.monotonic() < until, found
        time.sleep(0.02)
    assert found == ["journal.sqlite3"]
    assert "1 check, 1 passed" in warm.kata("history", "softmax")[1]


def test_a_race_to_start_ends_with_one_service(warm: Warm) -> None:
    with ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(warm.check, ["right.py", "wrong.py"] * 2))
    assert [verdict["passed"] for verdict in verdicts] == [True, False] * 2
    assert len(warm.sockets()) == 1
    assert warm.status()["running"]


def test_surroundings_are_the_callers(warm: Warm) -> None:
    warm.begin()
    os.umask(before := os.umask(0))
    done = subprocess.run(
        f"umask 077; cd {warm.folder}; {sys.executable} -m torchkata new linear",
        shell=True,
        env=warm.environ(NO_COLOR="1"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert (warm.folder / "linear.py").stat().st_mode & 0o777 == 0o600
    assert os.umask(before) == before
    assert warm.kata("list", KATA_PATH=str(warm.folder / "nowhere"))[0] == 2
    assert warm.kata("list", X="x" * 100_000)[0] == 0  # more than a socket takes at once


def test_a_reader_that_goes_away_is_no_trouble(warm: Warm) -> None:
    warm.begin()
    done = subprocess.run(
        f"{sys.executable} -m torchkata list --json | head -1",
        shell=True,
        cwd=warm.folder,
        env=warm.environ(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_ctrl_c_interrupts_and_leaves_nothing(warm: Warm) -> None:
    process = warm.begin()
    running = warm.start("check", "endless.py")
    time.sleep(2)
    busy = family(process)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "interrupted" in err
    assert is_alive(process)
    assert len(wait_for_end(busy - {process}, 5)) <= 2  # the next standby and its worker


def test_a_stopped_command_stops_and_goes_on(warm: Warm) -> None:
    warm.begin()
    running = warm.start("check", "endless.py", process_group=0)
    time.sleep(1)
    running.send_signal(signal.SIGTSTP)
    time.sleep(0.5)
    state = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()[0]
    running.send_signal(signal.SIGCONT)
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    assert state == "T"
    assert running.returncode == 130


def test_a_caller_that_is_killed_takes_its_command_along(warm: Warm) -> None:
    process = warm.begin()
    running = warm.start("check", "endless.py")
    time.sleep(2)
    busy = family(process) - {process}
    running.kill()
    running.communicate()
    assert len(wait_for_end(busy, 10)) <= 2
    assert warm.check("right.py")["passed"]


def test_a_killed_service_costs_no_verdict(warm: Warm) -> None:
    for moment in (0.0, 0.05, 0.15, 0.4):
        process = warm.begin()
        running = warm.start("check", "right.py", "--json")
        time.sleep(moment)
        kill(family(process))
        out, err = running.communicate(timeout=60)
        assert running.returncode == 0, (moment, out, err)
        assert out.count('"passed": true,\n  "outcome"') == 1


def test_a_service_killed_alone_lets_its_command_finish(warm: Warm) -> None:
    process = warm.begin()
    running = warm.start("check", "right.py", "--json")
    time.sleep(0.15)
    kill({process})
    out, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert '"outcome": "passed"' in out
    assert warm.check("right.py")["passed"]


def test_a_socket_that_nobody_listens_at_is_replaced(warm: Warm) -> None:
    service = family(warm.begin())
    kill(service)
    assert wait_for_end(service) == set()
    (left,) = warm.sockets()
    assert warm.check("right.py")["passed"]
    assert warm.sockets() == [left]
    assert warm.status()["running"]


def test_a_service_that_ends_leaves_the_socket_of_its_successor(warm: Warm) -> None:
    old = family(warm.begin())
    (left,) = warm.sockets()
    left.unlink()
    new = family(warm.begin())
    assert not old & new
    kill(old, signal.SIGTERM)
    assert wait_for_end(old) == set()
    assert warm.sockets() == [left]
    assert warm.process() in new


@pytest.mark.parametrize("trouble", ["a file", "open to others", "read-only", "too long"])
def test_without_a_place_for_the_socket_commands_run_by_themselves(
    warm: Warm, trouble: str
) -> None:
    place = warm.runtime / "there"
    if trouble == "a file":
        place.write_text("")
    elif trouble == "open to others":
        (place / "torch-kata").mkdir(parents=True)
        (place / "torch-kata").chmod(0o777)
    elif trouble == "read-only":
        place = Path("/proc/self")
    else:
        place = warm.runtime / ("x" * 120)
        place.mkdir()
    code, out, err = warm.kata("check", "right.py", XDG_RUNTIME_DIR=str(place))
    assert code == 0, err
    assert out.startswith("✓ softmax")
    assert err == ""
    code, _, err = warm.kata("service", "start", XDG_RUNTIME_DIR=str(place))
    assert code == 3
    assert "no service can be started here" in err


def test_a_full_disk_is_no_trouble(warm: Warm) -> None:
    place = warm.runtime / "full"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=1", "none", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("may not mount")
    try:
        assert warm.kata("check", "right.py", XDG_RUNTIME_DIR=str(place))[0] == 0
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_changed_program_gets_a_new_service(warm: Warm, tmp_path: Path) -> None:
    source = tmp_path / "program"
    package = Path(torchkata.__file__).parent
    shutil.copytree(package, source / "torchkata", ignore=shutil.ignore_patterns("__pycache__"))
    path = {"PYTHONPATH": str(source), "KATA_PATH": str(package.parents[1] / "katas")}
    warm.kata("service", "start", **path)
    first = warm.kata("service", "status", "--json", **path)[1]
    assert '"running": true' in first
    assert warm.status() == {"schema": 1, "running": False}  # another program, another service
    os.utime(source / "torchkata" / "__init__.py", (1, 1))
    assert warm.kata("check", "right.py", **path)[0] == 0  # by itself
    assert warm.kata("check", "right.py", **path)[0] == 0  # by a new one
    second = warm.kata("service", "status", "--json", **path)[1]
    assert '"running": true' in second
    assert first.split('"process"')[1] != second.split('"process"')[1]
    os.utime(source / "torchkata" / "__init__.py", (2, 2))
    assert warm.kata("service", "stop", **path)[1] == "stopped\n"
    assert warm.kata("service", "stop", **path)[1] == "no service runs\n"


def test_it_forks_from_one_thread_and_draws_new_numbers_each_time(warm: Warm) -> None:
    process = warm.begin()
    assert "Threads:\t1\n" in Path(f"/proc/{process}/status").read_text()
    text = "import random\nprint('drew', random.random())\n" + RIGHT
    (warm.folder / "draws.py").write_text(text)
    verdicts = [warm.check("draws.py") for _ in range(3)]
    assert len({str(verdict["output"]) for verdict in verdicts}) == 3
    assert len({verdict["seed"] for verdict in verdicts}) == 3


def test_an_attempt_sees_nothing_of_the_service(warm: Warm) -> None:
    warm.begin()
    text = (
        "import os, sys\n"
        "frame, held = sys._getframe(), ''\n"
        "while frame := frame.f_back:\n"
        "    held += repr(list(frame.f_locals.values()))\n"
        "print('held', 's3' + 'cret' in held, 'looks.py' in repr(sys.argv), sorted(os.environ))\n"
    )
    (warm.folder / "looks.py").write_text(text + RIGHT)
    output = str(warm.check("looks.py", KATA_SECRET="s3cret")["output"])
    assert "held False False" in output
    assert "KATA_SECRET" not in output


def test_standby_without_forking(warm: Warm) -> None:
    environ = {"TORCH_KATA_SPAWN": "1"}
    assert warm.kata("service", "start", **environ)[0] == 0
    assert warm.kata("check", "right.py", "--json", **environ)[0] == 0
    assert warm.kata("check", "wrong.py", "--json", **environ)[0] == 1
    assert warm.status()["running"]


def test_a_stranger_with_nothing_to_say_does_not_block(warm: Warm) -> None:
    warm.begin()
    (place,) = warm.sockets()
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(str(place))
        started = time.monotonic()
        assert warm.kata("list")[0] == 0
        assert time.monotonic() - started < 4
