import ast
import dataclasses
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from torchkata.catalog import load, reference_text
from torchkata.contracts import Kata, KataError, Kind, TensorSpec, ValueSpec
from torchkata.source import LEVELS, forbidden_uses, read_attempt, scaffold, signature

BUILT_IN = load([Path(__file__).parents[2] / "katas"])
EVERY = pytest.mark.parametrize("kata", BUILT_IN, ids=lambda kata: kata.id)
LEVEL = pytest.mark.parametrize("level", LEVELS)


def written(kata: Kata, level: str) -> str:
    return scaffold(kata, reference_text(kata), level)


@pytest.mark.parametrize("name", ["double", "mean_pool"])
@LEVEL
def test_practice_file_is_as_shown(
    pack: dict[str, Kata], golden_file: Callable[[str, str], None], name: str, level: str
) -> None:
    golden_file(f"{name}_{level}.txt", written(pack[name], level))


@EVERY
@LEVEL
def test_file_is_python_that_names_its_kata(kata: Kata, level: str) -> None:
    attempt = read_attempt(written(kata, level).encode(), Path("attempt.py"))
    assert attempt.problem is None
    assert attempt.kata == kata.id
    assert attempt.defines(kata.target) is (level not in ("blank", "copy"))


def test_files_are_formatted(tmp_path: Path) -> None:
    for kata in BUILT_IN:
        for level in LEVELS:
            (tmp_path / f"{kata.id}_{level}.py").write_text(written(kata, level))
    command = [sys.executable, "-m", "ruff", "format", "--diff", "--line-length=100", tmp_path]
    result = subprocess.run(command, text=True, capture_output=True)
    assert result.stdout == ""
    assert result.returncode == 0


@EVERY
@pytest.mark.parametrize("level", ["copy", "blank", "signatures", "shapes"])
def test_nothing_of_the_reference_but_its_interface_is_in_the_file(kata: Kata, level: str) -> None:
    main = ast.unparse(ast.parse(kata.main))
    given = ast.unparse(ast.parse(written(kata, level)))
    for function in ast.walk(ast.parse(reference_text(kata))):
        if not isinstance(function, ast.FunctionDef):
            continue
        for statement in function.body:
            line = ast.unparse(statement)
            if not isinstance(statement, ast.Expr) and line not in main:
                assert line not in given


@EVERY
def test_no_ready_made_is_in_the_file(kata: Kata) -> None:
    assert forbidden_uses(written(kata, "signatures"), kata.forbidden, kata.target) == ()


@EVERY
def test_main_of_a_blank_file_waits_for_the_target(kata: Kata) -> None:
    tree = ast.parse(written(kata, "blank"))
    main = next(n for n in tree.body if isinstance(n, ast.FunctionDef))
    assert kata.target in {n.id for n in ast.walk(main) if isinstance(n, ast.Name)}


def test_helpers_of_the_reference_stay_hidden(pack: dict[str, Kata]) -> None:
    assert "Projection" not in written(pack["mean_pool"], "signatures")


def test_imports_and_constants_that_signatures_need_are_there(pack: dict[str, Kata]) -> None:
    reference = (
        "import math\nfrom collections.abc import Callable, Iterable\n"
        "HALF = 0.5\nSCALE = 2 * HALF\nWIDTH = math.pi\n"
        "def double(x: Iterable, scale: float = SCALE): return math.exp(x)"
    )
    text = scaffold(pack["double"], reference, "signatures")
    assert "import math\nfrom collections.abc import Iterable\n\nimport torch\n" in text
    assert "HALF = 0.5\nSCALE = 2 * HALF\n" in text
    assert "WIDTH" not in text


def test_imports_of_the_answer_alone_stay_hidden(pack: dict[str, Kata]) -> None:
    reference = "from itertools import pairwise\ndef double(x: list): return pairwise(x)"
    assert "pairwise" not in scaffold(pack["double"], reference, "blank")


@EVERY
def test_signature_that_show_tells_runs_under_the_imports_of_a_blank_file(kata: Kata) -> None:
    told = signature(reference_text(kata), kata.target)
    lines = [f"def {method}: ..." for method in told.methods]
    if told.kind == "class":
        lines = [f"class {told.target}(nn.Module):", *(f"    {line}" for line in lines)]
    code = "\n".join([written(kata, "blank"), *lines])
    exec(compile(code, "attempt.py", "exec"), {"__name__": "attempt"})


def test_names_that_stay_hidden_leave_the_signature(pack: dict[str, Kata]) -> None:
    reference = (
        "class Base: ...\nclass double(Base):\n"
        "    def __init__(self, part: Base, make=Base, n: int = 2): ...\n"
        "    def forward(self, x) -> Base: ..."
    )
    text = scaffold(pack["double"], reference, "signatures")
    assert "class double(nn.Module):" in text
    assert "def __init__(self, part, make=..., n: int = 2): ..." in text
    assert "def forward(self, x): ..." in text


def test_main_of_the_kata_replaces_the_generated_one(pack: dict[str, Kata]) -> None:
    kata = dataclasses.replace(pack["double"], main="for i in range(2):\n\n    print(i)")
    assert written(kata, "blank").endswith(
        '    for i in range(2):\n\n        print(i)\n\n\nif __name__ == "__main__":\n    main()\n'
    )


@pytest.mark.parametrize(
    ("spec", "line"),
    [
        (TensorSpec("", "float", ("B", "L")), "x = torch.randn(B, L)"),
        (TensorSpec("", "float", ()), "x = torch.randn(())"),
        (TensorSpec("", "float", ("B",), positive=True), "x = torch.rand(B) + 0.2"),
        (TensorSpec("", "int", ("B",), high="L*2"), "x = torch.randint(0, L * 2, (B,))"),
        (TensorSpec("", "int", ("B", "L"), "1", "L"), "x = torch.randint(1, L, (B, L))"),
        (TensorSpec("", "mask", ("B", "L")), "x = torch.ones(B, L, dtype=torch.bool)"),
        (ValueSpec(expression="L ** 2"), "x = L**2"),
        (ValueSpec(value=0.5), "x = 0.5"),
        (ValueSpec(value=float("inf")), 'x = float("inf")'),
        (ValueSpec(), "x = None"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_input_is_made_as_its_spec_says(
    pack: dict[str, Kata], spec: TensorSpec | ValueSpec, line: str
) -> None:
    kata = dataclasses.replace(pack["double"], inputs={"x": spec})
    assert f"    {line}\n    out = double(x)\n" in written(kata, "blank")


def test_input_out_of_order_is_passed_by_name(pack: dict[str, Kata]) -> None:
    inputs = {"x": ValueSpec(value=1), "scale": ValueSpec(value=2)}
    kata = dataclasses.replace(pack["double"], inputs=inputs)
    text = scaffold(kata, "def double(x, shift=0, scale=1): ...", "blank")
    assert "out = double(x, scale=scale)" in text


def test_input_called_as_the_target_does_not_hide_it(pack: dict[str, Kata]) -> None:
    kata = dataclasses.replace(pack["double"], inputs={"double": ValueSpec(value=1)})
    text = scaffold(kata, "def double(double): ...", "blank")
    assert "double_ = 1\n    out = double(double_)" in text


def test_target_that_needs_a_driver_is_only_shown(pack: dict[str, Kata]) -> None:
    kata = dataclasses.replace(pack["double"], kind=Kind.OPTIMIZER)
    text = scaffold(kata, "class double:\n    def step(self): ...", "blank")
    assert "    print(double)\n" in text


def test_title_of_several_lines_stays_a_comment(pack: dict[str, Kata]) -> None:
    kata = dataclasses.replace(pack["double"], title="Twice\nas much")
    assert written(kata, "blank").splitlines()[1].startswith("# Twice as much. To check it:")


def test_unknown_level_is_named_and_near_miss_suggested(pack: dict[str, Kata]) -> None:
    with pytest.raises(KataError, match='there is no level "blanc"; did you mean "blank"') as error:
        written(pack["double"], "blanc")
    assert error.value.hint == f"levels: {', '.join(LEVELS)}"
