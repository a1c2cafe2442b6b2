"""Katas remembered from one process to the next."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from torchkata.catalog import kata_folders, load, memory, memory_file, packing, read
from torchkata.contracts import Kata

HOUR_NS = 3600 * 10**9


@pytest.fixture
def root(pack: Path, tmp_path: Path) -> Path:
    """A copy of the pack that was written long ago."""
    return shutil.copytree(pack, tmp_path / "katas")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "catalogue"


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """No change is too young to be told from another; files keep the time of their making."""
    monkeypatch.setattr(memory, "SETTLED_NS", -HOUR_NS)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of katas that are read, from now on."""
    found: list[str] = []
    real: Callable[[Path], Kata] = read.read_kata

    def noted(folder: Path) -> Kata:
        found.append(folder.name)
        return real(folder)

    monkeypatch.setattr(read, "read_kata", noted)
    return found


def next_process() -> None:
    memory._read.clear()


def titles(root: Path, file: Path) -> list[str]:
    """As a new process finds them."""
    next_process()
    return [kata.title for kata in load([root], file)]


def test_every_kata_is_the_same_after_it_was_remembered() -> None:
    for kata in load(kata_folders({})):
        assert packing.unpacked(packing.packed(kata), kata.folder) == kata


def test_what_one_process_read_the_next_one_does_not(
    root: Path, file: Path, reads: list[str]
) -> None:
    before = titles(root, file)
    assert sorted(reads) == ["double", "mean_pool"]
    reads.clear()
    assert titles(root, file) == before
    assert reads == []


def test_an_edit_shows_at_once(root: Path, file: Path, reads: list[str]) -> None:
    titles(root, file)
    toml = root / "double" / "kata.toml"
    toml.write_text(toml.read_text().replace('title = "', 'title = "Now '))
    reads.clear()
    assert any(title.startswith("Now ") for title in titles(root, file))
    assert reads == ["double"]


@pytest.mark.parametrize("name", ["reference.py", "driver.py"])
def test_what_lies_beside_a_kata_counts_too(
    root: Path, file: Path, reads: list[str], name: str
) -> None:
    titles(root, file)
    with (root / "double" / name).open("a") as opened:
        opened.write("\n# more\n")
    reads.clear()
    next_process()
    load([root], file)
    assert reads == ["double"]


def test_a_change_so_young_that_no_clock_tells_is_not_relied_on(
    root: Path, file: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "SETTLED_NS", HOUR_NS)
    titles(root, file)
    titles(root, file)
    assert len(reads) == 4
    assert not file.exists()


def test_a_broken_kata_is_told_every_time(root: Path, file: Path) -> None:
    (root / "double" / "kata.toml").write_text("title = 1\n")
    for _ in range(2):
        next_process()
        assert "title" in load([root], file).broken["double"].message


def test_a_kata_that_is_gone_is_gone(root: Path, file: Path) -> None:
    assert len(titles(root, file)) == 2
    shutil.rmtree(root / "mean_pool")
    assert len(titles(root, file)) == 1


def test_folders_share_one_file(root: Path, file: Path, tmp_path: Path, reads: list[str]) -> None:
    other = shutil.copytree(root, tmp_path / "other")
    titles(root, file)
    titles(other, file)
    reads.clear()
    titles(root, file)
    titles(other, file)
    assert reads == []


def test_folders_that_are_gone_are_forgotten(root: Path, file: Path, tmp_path: Path) -> None:
    titles(root, file)
    other = root.rename(tmp_path / "moved")
    titles(other, file)
    assert {Path(name).parent for name in memory.recalled(file)} == {other}


def test_no_damage_costs_more_than_time(root: Path, file: Path) -> None:
    expected = titles(root, file)
    whole, known = file.read_bytes(), memory.recalled(file)
    for place in range(0, len(whole), 97):
        for damaged in (whole[:place], whole[:place] + b"\xff\x00" + whole[place + 2 :]):
            file.write_bytes(damaged)
            assert memory.recalled(file) in ({}, known)
    file.write_bytes(b"")
    assert titles(root, file) == expected


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_not_believed(root: Path, file: Path, mode: int) -> None:
    titles(root, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert memory.recalled(file)
    file.chmod(mode)
    assert memory.recalled(file) == {}


def test_a_file_of_another_user_is_not_believed(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles(root, file)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert memory.recalled(file) == {}


def test_a_file_of_another_program_is_not_believed(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles(root, file)
    monkeypatch.setattr(memory, "__version__", "0.0.0")
    assert memory.recalled(file) == {}


def test_where_nothing_can_be_written_katas_are_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    for place in (tmp_path / "taken" / "catalogue", tmp_path):
        assert len(titles(root, place)) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["katas", "taken"]


def test_what_cannot_be_written_down_is_read_again(
    root: Path, file: Path, reads: list[str]
) -> None:
    with (root / "double" / "kata.toml").open("a") as opened:
        opened.write('[[cases]]\nname = "dated"\noptions = { day = 2026-11-22 }\n')
    titles(root, file)
    reads.clear()
    titles(root, file)
    assert reads == ["double"]


def test_the_file_lies_where_the_learner_says(tmp_path: Path) -> None:
    assert memory_file({"TORCH_KATA_HOME": str(tmp_path)}).parent == tmp_path
    assert memory_file({}).parent.name == "torch-kata"
