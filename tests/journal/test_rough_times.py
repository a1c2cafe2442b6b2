"""Killed writers, several writers, full disks and folders that nobody may write."""

import os
import random
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from torchkata.contracts import Attempted, KataError
from torchkata.journal import Journal

NOW = datetime(2030, 5, 1, tzinfo=UTC)
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from torchkata.contracts import Attempted
from torchkata.journal import Journal

journal = Journal(Path(sys.argv[1]))
now = datetime(2030, 5, 1, tzinfo=UTC)
for number in range(int(sys.argv[3])):
    text = f"{sys.argv[2]} {number}"
    begun = Attempted(now, "softmax", "blank", "unfinished", "cpu", "/a.py", text)
    uid = journal.write_attempt(begun)
    sys.stdout.write(text + "\\n")
    sys.stdout.flush()
    journal.finish_attempt(uid, begun)
"""
KILLER = """
import os, random, signal, sys, time

folder, kills = sys.argv[1], int(sys.argv[2])
moments = random.Random(5)
for number in range(kills):
    heard, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(tell, 1)
        sys.argv = ["", folder, str(number), "1000000"]
        exec(WRITER)
    os.close(tell)
    said = os.read(heard, 100)  # it is in the midst of it
    time.sleep(moments.random() * 0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while found := os.read(heard, 2**16):
        said += found
    os.write(1, said)
"""
KILLS = 50


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    """A process that writes attempts, and says each one when it is kept."""
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_kill_at_any_moment_loses_no_attempt(tmp_path: Path) -> None:
    script = f"import torchkata.journal.journal\nWRITER = {WRITER!r}\n{KILLER}"
    command = [sys.executable, "-c", script, str(tmp_path), str(KILLS)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    kept = {attempt.text for attempt in Journal(tmp_path).attempts()}
    assert set(said.splitlines()) <= kept
    assert len({text.split()[0] for text in kept}) == KILLS
    with Journal(tmp_path).store.reading() as connection:
        assert connection.execute("pragma integrity_check").fetchone()["integrity_check"] == "ok"


def test_two_terminals_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [writer(tmp_path, name, 40) for name in ("a", "b")]
    said = [line for each in writers for line in each.communicate(timeout=60)[0].splitlines()]
    assert len(said) == 80
    assert sorted(attempt.text for attempt in Journal(tmp_path).attempts()) == sorted(said)


def test_a_full_disk_is_one_clear_error_and_loses_nothing_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write_hints("softmax", [1], now=NOW)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**16, before[1]))
    try:
        text = random.Random(1).randbytes(2**18).hex()  # does not compress
        with pytest.raises(KataError, match=r"cannot be used: .*(full|disk I/O)") as caught:
            journal.write_attempt(
                Attempted(NOW, "softmax", None, "unfinished", "cpu", "/a.py", text)
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert "disk" in caught.value.hint
    assert "remove" not in caught.value.hint
    assert journal.last_hint("softmax") == 1
    assert journal.attempts() == ()


def test_a_full_disk_is_no_reason_to_remove_the_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write_hints("softmax", [1], now=NOW)

    def fill() -> None:
        with journal.store.transaction() as connection:
            connection.execute("pragma max_page_count = 1")
            connection.execute("create table more as select randomblob(1000000)")

    with pytest.raises(KataError, match="database or disk is full") as caught:
        fill()
    assert caught.value.hint.startswith("make room on its disk")
    assert journal.last_hint("softmax") == 1


def test_a_file_whose_name_is_not_utf8_is_found_again(tmp_path: Path) -> None:
    path, journal = Path(os.fsdecode(b"/b\xff.py")), Journal(tmp_path)
    journal.began("softmax", "blank", path=path, now=NOW)
    began = journal.last_began("softmax", path)
    assert began is not None
    assert began.level == "blank"


def test_a_home_that_may_only_be_read_is_one_clear_error(tmp_path: Path) -> None:
    """As `root` may write anywhere, a file stands where the folder would be made."""
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "home")
    assert journal.entries() == ()
    with pytest.raises(KataError, match=r"cannot be used: .*Not a directory") as caught:
        journal.write_give_up("softmax", now=NOW)
    assert "TORCH_KATA_HOME" in caught.value.hint
