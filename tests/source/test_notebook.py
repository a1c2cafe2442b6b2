"""One cell of a notebook, with what it needs and nothing else."""

import ast
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.contracts import KataError
from torchkata.source.notebook import Cell, cells, defined, extract

FIRST = "%matplotlib inline\nimport torch\nfrom torch import nn\nimport pandas as pd"
HELPER = "SCALE = 2.0\nrows = pd.read_csv('x')\n\n\ndef twice(x):\n    return SCALE * x"
TARGET = """# mine

print(rows)
class Net(nn.Module):
    def forward(self, x):
        return twice(x)
Net()"""


def notebook(*texts: str) -> str:
    listed = [{"cell_type": "code", "source": text.splitlines(keepends=True)} for text in texts]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": "# T"}, *listed]})


def taken(*texts: str, target: str = "Net") -> str:
    found = extract(cells(notebook(*texts), "a.ipynb"), target)
    assert found is not None
    return found.text


def test_what_the_target_needs_stands_above_it_and_nothing_else() -> None:
    text = taken(FIRST, HELPER, TARGET)
    assert text.startswith("from torch import nn\nSCALE = 2.0\ndef twice(x):\n")
    assert all(word not in text for word in ("pandas", "rows", "Net()", "matplotlib"))


def test_every_line_knows_its_cell_and_its_line_there() -> None:
    found = extract(cells(notebook(FIRST, HELPER, TARGET), "a.ipynb"), "Net")
    assert found is not None
    lines = dict(zip(found.text.split("\n"), found.origin, strict=False))
    assert lines["from torch import nn"] == (2, 3)
    assert lines["    return SCALE * x"] == (3, 6)
    assert lines["class Net(nn.Module):"] == (4, 4)
    assert found.cell == 4


def test_the_last_definition_counts() -> None:
    text = taken("def f(x):\n    return 1", "def f(x):\n    return f(x - 1)", target="f")
    assert "return 1" not in text


def test_a_cell_that_is_not_python_is_given_whole() -> None:
    assert taken("def f(x):\n    return 1", "def f(x:\n    return 2", target="f") == (
        "def f(x:\n    return 2\n"
    )


def test_cells_of_other_languages_are_left_out() -> None:
    found = cells(notebook("%%bash\nls", "%%time\ndef f(): ...", "!ls\ng = 1\nf?"), "a.ipynb")
    assert [cell.text for cell in found] == ["", "pass\ndef f(): ...", "pass\ng = 1\npass"]


def test_no_cell_defines_it() -> None:
    assert extract(cells(notebook("import torch"), "a.ipynb"), "Net") is None


@pytest.mark.parametrize("data", ["{", "[]", "{}", '{"cells": 3}', '{"cells": [{"source": 1}]}'])
def test_what_is_no_notebook_says_so(data: str) -> None:
    with pytest.raises(KataError, match=r'"a.ipynb" is no notebook that can be read'):
        cells(data, "a.ipynb")


@given(st.lists(st.text(alphabet="defclass NT():\n =1x%!#'\"", max_size=60), max_size=4))
def test_any_cells_can_be_read(texts: list[str]) -> None:
    found = tuple(Cell(number, text) for number, text in enumerate(texts, 1))
    for target in defined(found) | {"T"}:
        part = extract(found, target)
        if part is not None:
            assert part.text.count("\n") == len(part.origin)


@given(st.sets(st.sampled_from(range(6))))
def test_what_is_taken_from_python_is_python(places: set[int]) -> None:
    texts = [HELPER if n in places else FIRST for n in range(6)]
    ast.parse(taken(*texts, TARGET))
