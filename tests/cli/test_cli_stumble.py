"""What a mistake of the program itself looks like: calm words, and a traceback to report."""

import json
import os
from pathlib import Path

import pytest

from torchkata.cli.main import main

BREAK = """
import torchkata.practice.catalogue as broken

def listed(*arguments, **named):
    raise TypeError("no\\x1b[1m such\\nthing")

broken.listed = listed
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal's folder, and a `kata list` with a mistake in it."""
    home = tmp_path / "home"
    monkeypatch.setenv("TORCH_KATA_HOME", str(home))
    monkeypatch.delenv("TORCH_KATA_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)

    def listed(*arguments: object, **named: object) -> None:
        raise TypeError("no\x1b[1m such\nthing")

    monkeypatch.setattr("torchkata.practice.catalogue.listed", listed)
    return home


def test_a_mistake_of_ours_is_told_calmly_and_ends_with_3(home: Path, capsys) -> None:
    assert main(["list"]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    first, second = told.err.splitlines()
    assert first == (
        "kata: torch-kata stumbled over itself: TypeError: no\\x1b[1m such thing; "
        "this is our mistake, not yours"
    )
    [kept] = home.iterdir()
    assert (
        second
        == f'  what you wrote is safe; please report this, with "{kept}", which holds the traceback'
    )


def test_the_traceback_is_kept_with_the_command_and_the_versions(home: Path, capsys) -> None:
    main(["list", "--belt", "white"])
    [kept] = home.iterdir()
    text = kept.read_text()
    assert text.startswith("kata list --belt white\n")
    assert "Python 3." in text
    assert "Traceback (most recent call last):" in text
    assert text.rstrip().endswith("thing")


def test_the_variable_shows_the_traceback(home: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("TORCH_KATA_DEBUG", "1")
    assert main(["list"]) == 3
    assert capsys.readouterr().err.startswith("Traceback (most recent call last):")


def test_a_document_is_whole_here_too(home: Path, capsys) -> None:
    assert main(["list", "--json"]) == 3
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["message"].startswith("torch-kata stumbled over itself: TypeError")
    assert str(home) in error["hint"]


def test_without_a_home_the_traceback_goes_into_a_temporary_file(
    home: Path, monkeypatch, capsys, tmp_path: Path
) -> None:
    home.write_text("in the way")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["list"]) == 3
    [kept] = tmp_path.glob("torch-kata-stumble-*.txt")
    assert str(kept) in capsys.readouterr().err


def test_where_nothing_can_be_kept_the_traceback_is_shown(home: Path, monkeypatch, capsys) -> None:
    def keep(*arguments: object, **named: object) -> None:
        raise ImportError

    monkeypatch.setattr("torchkata.practice.stumble.keep", keep)
    assert main(["list"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("Traceback")
    assert told.rstrip().endswith("please report this, with the traceback above")


def test_a_process_of_its_own_says_the_same(desk) -> None:
    desk.write("sitecustomize.py", BREAK)
    paths = os.pathsep.join(filter(None, [str(desk.folder), os.environ.get("PYTHONPATH")]))
    ran = desk.kata("list", environ={"PYTHONPATH": paths, "TORCH_KATA_DEBUG": ""})
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("kata: torch-kata stumbled over itself: TypeError")
