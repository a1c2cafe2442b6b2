"""The rooms and the arrows between them, as the design draws them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import torchkata

PACKAGE = Path(torchkata.__file__).parent
ARROWS = {
    "contracts": set(),
    "catalog": {"contracts"},
    "source": {"contracts"},
    "worker": {"contracts"},
    "judge": {"contracts", "catalog", "worker"},
    "coach": {"contracts", "source"},
    "journal": {"contracts"},
    "render": {"contracts"},
    "practice": {"contracts", "catalog", "source", "judge", "coach", "journal", "render"},
    "cli": {"contracts", "practice", "render"},
    "service": {"contracts", "worker", "cli"},
    "__main__": {"service"},
    "notebook": {"contracts", "practice", "render"},
    "__init__": {"notebook"},
}
WITH_TORCH = {"judge", "worker", "service"}
FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in FILES
}


def room(path: Path) -> str:
    """The room that a file of the package lies in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    """The other rooms that a file imports."""
    parts = [name.split(".") for name in imported(path)]
    named = {part[1] for part in parts if part[0] == "torchkata" and len(part) > 1}
    return named & set(ARROWS) - {room(path)}


def needed(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, or imports something from."""
    for name in imported(path):
        yield name if name in MODULES else name.rpartition(".")[0]


def file_id(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_every_room_has_its_arrows() -> None:
    assert {room(path) for path in FILES} <= set(ARROWS)


@pytest.mark.parametrize("path", FILES, ids=file_id)
def test_a_file_imports_along_the_arrows_only(path: Path) -> None:
    assert rooms_imported(path) <= ARROWS[room(path)]


def test_no_file_needs_one_that_needs_it() -> None:
    known = set(MODULES) - {"torchkata"}  # which has the version, and a door to all that there is
    needs = {name: set(needed(MODULES[name])) & known for name in known}
    while free := {name for name, others in needs.items() if not others}:
        needs = {name: others - free for name, others in needs.items() if name not in free}
    assert not needs


def test_the_package_itself_imports_nothing_until_asked() -> None:
    at_once = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8")).body
    assert not [node for node in at_once if isinstance(node, ast.Import | ast.ImportFrom)]
    code = "import sys, torchkata; print([n for n in sys.modules if n.startswith('torch')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['torchkata']\n"


@pytest.mark.parametrize("path", [p for p in FILES if room(p) not in WITH_TORCH], ids=file_id)
def test_torch_is_imported_in_judge_and_worker_only(path: Path) -> None:
    assert not [name for name in imported(path) if name.split(".")[0] == "torch"]


@pytest.mark.parametrize("path", [p for p in FILES if room(p) == "contracts"], ids=file_id)
def test_contracts_need_the_standard_library_only(path: Path) -> None:
    known = {"torchkata", "collections", "dataclasses", "datetime", "enum", "importlib"}
    known |= {"pathlib", "shlex", "typing"}
    assert {name.split(".")[0] for name in imported(path)} <= known


@pytest.mark.parametrize("path", FILES, ids=file_id)
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", [p for p in FILES if room(p) not in ("cli",)], ids=file_id)
def test_only_the_command_line_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert not [f for f in calls if isinstance(f, ast.Name) and f.id in ("print", "exit")]


@pytest.mark.parametrize("path", FILES, ids=file_id)
def test_no_function_is_longer_than_40_lines(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [f.name for f in functions if body_length(f) > 40]


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the last."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
