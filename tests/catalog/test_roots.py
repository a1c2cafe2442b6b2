import os
import sys
from pathlib import Path

import pytest

from torchkata.catalog import kata_folders, pack_problems
from torchkata.contracts import KataError

CHECKOUT = Path(__file__).parents[2]


def install(*entries: tuple[str, str]) -> None:
    """Put a distribution with these entry points into the first folder of `sys.path`."""
    folder = Path(sys.path[0], "packs-1.0.dist-info")
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: packs\nVersion: 1.0\n")
    lines = "".join(f"{name} = {value}\n" for name, value in entries)
    (folder / "entry_points.txt").write_text(f"[torchkata.katas]\n{lines}")


def test_checkout_uses_its_own_katas() -> None:
    assert kata_folders({})[-1] == CHECKOUT / "katas"


def test_kata_path_comes_first_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    path = os.pathsep.join([str(tmp_path / "b"), "", str(tmp_path / "a")])
    assert kata_folders({"KATA_PATH": path})[:2] == (tmp_path / "b", tmp_path / "a")


def test_a_folder_is_listed_once(tmp_path: Path) -> None:
    path = os.pathsep.join([str(tmp_path), str(tmp_path)])
    assert kata_folders({"KATA_PATH": path}).count(tmp_path) == 1


def test_kata_path_that_is_no_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KataError, match=r"KATA_PATH names .*nowhere.*, which is not a folder"):
        kata_folders({"KATA_PATH": str(tmp_path / "nowhere")})


def test_kata_path_that_is_a_kata_is_named(pack: Path) -> None:
    with pytest.raises(KataError, match="which is a kata itself") as caught:
        kata_folders({"KATA_PATH": str(pack / "double")})
    assert str(pack) in caught.value.hint


def test_installed_pack_is_found_without_running_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "dojo_pack"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    install(("dojo", "dojo_pack"))
    assert kata_folders({})[0] == package


def test_module_pack_means_the_folder_around_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "dojo_module.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    install(("dojo", "dojo_module"))
    assert kata_folders({})[0] == tmp_path


def test_broken_pack_leaves_the_others_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "broken_parent").mkdir()
    (tmp_path / "broken_parent" / "__init__.py").write_text("1 / 0", encoding="utf-8")
    (tmp_path / "good_pack").mkdir()
    (tmp_path / "good_pack" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    install(
        ("broken", "broken_parent.katas"),
        ("gone", "no_such_pack"),
        ("good", "good_pack"),
    )
    assert kata_folders({}) == (tmp_path / "good_pack", CHECKOUT / "katas")
    assert [problem.name for problem in pack_problems()] == ["pack broken", "pack gone"]
