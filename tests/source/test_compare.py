import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.contracts import Diff, KataError, RowKind
from torchkata.source import compare
from torchkata.source.likeness import paired

REFERENCE = '''"""A model."""

import torch
from torch import Tensor, nn

EPS = 1e-5


class Part(nn.Module):
    """A part."""

    def forward(self, x: Tensor) -> Tensor:
        return x


class Model(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.part = Part()  # a comment
        self.q_proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        q = self.q_proj(x)  # (B, L, D)
        if q.ndim > 2:
            q = q.flatten(1)
        elif q.ndim:
            q = q + 1
        else:
            q = q - 1
        return self.part(q)  # (B, D)
'''


def diff(attempt: str, reference: str = REFERENCE) -> Diff:
    return compare(textwrap.dedent(attempt), reference, "model", "model.py", "Model")


def kinds(found: Diff) -> set[RowKind]:
    return {row.kind for row in found.rows}


SAME = {
    "itself": lambda text: text,
    "comments": lambda text: text.replace("# (B, L, D)", "# anything"),
    "own docstring": lambda text: text.replace('"""A part."""', '"""Words\n\n    of mine."""'),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "spaces": lambda text: text.replace(" = ", "=").replace(", ", " ,"),
    "brackets": lambda text: text.replace("x: Tensor) ->", "x: Tensor,\n    ) ->"),
    "numbers": lambda text: text.replace("1e-5", "0.00001"),
    "header": lambda text: "# kata: model\n" + text,
    "imports": lambda text: text.replace("import torch\n", "import torch.nn.functional as F\n"),
    "main": lambda text: (
        text + '\ndef main() -> None:\n    print(1)\n\nif __name__ == "__main__":\n    main()\n'
    ),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_is_not_code_to_recall_makes_no_difference(change) -> None:
    found = diff(change(REFERENCE))
    assert found.is_same
    assert len(found.rows) == 18


def test_a_file_without_code_misses_every_line() -> None:
    found = diff("# kata: model\n")
    assert kinds(found) == {RowKind.MISSING}
    assert all(row.attempt == "" and row.attempt_line is None for row in found.rows)


def test_a_changed_line_stands_beside_the_one_it_is_like() -> None:
    found = diff(REFERENCE.replace("nn.Linear(dim, dim)", "nn.Linear(dim, 3 * dim)"))
    (row,) = [row for row in found.rows if row.kind is not RowKind.SAME]
    assert row.kind is RowKind.CHANGED
    assert row.attempt == "        self.q_proj = nn.Linear(dim, 3 * dim)"
    assert row.reference == "        self.q_proj = nn.Linear(dim, dim)"


def test_missing_and_extra_lines_are_told_apart() -> None:
    changed = REFERENCE.replace("        self.part = Part()  # a comment\n", "").replace(
        "return x\n", "print('here')\n        return x\n"
    )
    rows = [row for row in diff(changed).rows if row.kind is not RowKind.SAME]
    assert [(row.kind, row.attempt.strip() or row.reference.strip()) for row in rows] == [
        (RowKind.EXTRA, "print('here')"),
        (RowKind.MISSING, "self.part = Part()"),
    ]


def test_line_numbers_are_those_of_the_files() -> None:
    found = diff("# kata: model\n\n" + REFERENCE)
    for row in found.rows:
        assert row.attempt_line == (row.reference_line or 0) + 2
        assert row.reference.strip() in REFERENCE.splitlines()[(row.reference_line or 0) - 1]


def test_lines_are_shown_as_they_are_written_without_comments() -> None:
    shown = [row.reference for row in diff(REFERENCE).rows]
    assert "EPS = 1e-5" in shown
    assert "        self.part = Part()" in shown
    assert "        elif q.ndim:" in shown


def test_a_statement_of_several_lines_is_shown_as_one() -> None:
    reference = (
        "def f(\n    x: int = 1,  # why\n    y: float = 1e-5,\n) -> int:\n"
        "    z = [\n        x,\n        (y,),\n    ]\n    s = (\n        'a  ( b'\n    )\n"
        "    if (\n        x\n    ):  return {\n 1 : 2, }\n"
    )
    assert [row.reference for row in compare("", reference, "f", "f.py", "f").rows] == [
        "def f(x: int = 1, y: float = 1e-5) -> int:",
        "    z = [x, (y,)]",
        "    s = 'a  ( b'",
        "    if x:",
        "        return {1: 2}",
    ]


def test_a_very_long_attempt_is_compared_in_moments() -> None:
    text = "".join(f"value_{i} = other_{i} + 1\n" for i in range(5_000))
    start = time.process_time()
    assert RowKind.MISSING in kinds(diff(text))
    assert time.process_time() - start < 5


def test_definitions_follow_the_order_of_the_reference() -> None:
    head, part, model = REFERENCE.split("\n\n\n")
    assert diff(f"{head}\n\n\n{model}\n\n\n{part}\n").is_same


def test_a_helper_of_another_name_is_the_references() -> None:
    head, part, model = REFERENCE.split("\n\n\n")
    part, model = part.replace("Part", "Piece"), model.replace("Part", "Piece")
    found = diff(f"{head}\n\n\n{model}\n\n\n{part}\n")
    assert kinds(found) == {RowKind.SAME}


def test_structure_is_compared_and_not_its_spelling() -> None:
    reference = textwrap.dedent("""
        @a.b
        def f(x, /, *, y=1):
            try:
                with o() as z: return z
            except (A, B) as e:
                raise
            finally:
                pass
            for i in x: print(i)
            else:
                while True: break
            match x:
                case [1, *_] if y:
                    return 1
    """)
    attempt = reference.replace("with o() as z: return z", "with o() as z:\n            return z")
    found = compare(attempt, reference, "f", "f.py", "f")
    assert found.is_same
    assert len(found.rows) == 17


def test_attempt_that_is_not_python_is_named() -> None:
    with pytest.raises(KataError, match=r"model\.py, line 2: expected ':'"):
        diff("x = 1\nclass Model\n")


LINES = st.lists(
    st.sampled_from(["a b c", "a b d", "x y", "x = y + z", "return x", ""]), max_size=8
)


@given(LINES, LINES)
def test_pairing_keeps_every_line_once_and_in_order(left: list[str], right: list[str]) -> None:
    pairs = paired(left, right)
    assert [a for a, _ in pairs if a is not None] == list(range(len(left)))
    assert [b for _, b in pairs if b is not None] == list(range(len(right)))


def test_pairing_prefers_likeness_to_position() -> None:
    left = ["k = self.k(x)", "q = self.q(x)"]
    right = ["q = self.q(x) * scale"]
    assert paired(left, right) == [(0, None), (1, 0)]
