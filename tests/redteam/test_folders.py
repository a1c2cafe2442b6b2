"""The temporary folders of attempts do not outlive them, nor fill the disk."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from torchkata.worker import folders


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def ended_process() -> int:
    done = subprocess.Popen([sys.executable, "-I", "-S", "-c", ""])
    done.wait()
    return done.pid


def test_what_a_killed_process_left_is_swept(temporary: Path) -> None:
    left = temporary / f"{folders.PREFIX}{ended_process()}-abc"
    (left / "work").mkdir(parents=True)
    folders.sweep_folders()
    assert not left.exists()


def test_what_a_running_process_uses_is_left_alone() -> None:
    own = folders.claim_folder()
    folders.sweep_folders()
    assert own.is_dir()


def test_what_only_looks_alike_is_left_alone(temporary: Path) -> None:
    dead = ended_process()
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    (temporary / f"{folders.PREFIX}{dead}-link").symlink_to(elsewhere)
    (temporary / f"{folders.PREFIX}notes-2026").mkdir()
    folders.sweep_folders()
    assert elsewhere.is_dir()
    assert (temporary / f"{folders.PREFIX}notes-2026").is_dir()


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_a_folder_that_locked_itself_is_removed(temporary: Path) -> None:
    inner = temporary / "outer" / "inner"
    inner.mkdir(parents=True)
    (inner / "file").touch()
    inner.chmod(0)
    folders.remove_folder(temporary / "outer")
    assert not (temporary / "outer").exists()


def test_many_files_and_many_bytes_are_too_much(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (temporary / "deep" / "er").mkdir(parents=True)
    (temporary / "deep" / "er" / "file").write_bytes(bytes(100_000))
    assert not folders.is_overfull(temporary)
    monkeypatch.setattr(folders, "MOST_BYTES", 50_000)
    assert folders.is_overfull(temporary)
    monkeypatch.setattr(folders, "MOST_BYTES", 10**9)
    monkeypatch.setattr(folders, "MOST_ENTRIES", 1)
    assert folders.is_overfull(temporary)
