import pytest

from torchkata.contracts import KataError
from torchkata.source import signature

REFERENCE = '''
from torch import nn

class Helper: ...

class Model(nn.Module):
    """Two lines.

    Indented as docstrings are.
    """

    def __init__(self, dim: int, *, eps: float = 1e-5, name="a" ) -> None: ...

    def forward(
        self,
        x: Tensor,
        mask: Tensor | None = None,
    ) -> Tensor:
        return self.helper(x)

    def helper(self, x): ...

    def _private(self): ...

    def sample(self, /, *xs, **options): ...

def cosine(step: int, t_max: int = 10) -> float:
    """Down to 0."""
    return step / t_max
'''


def test_class_has_its_constructor_and_public_methods_as_written() -> None:
    assert signature(REFERENCE, "Model").methods == (
        '__init__(self, dim: int, *, eps: float = 1e-5, name="a") -> None',
        "forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor",
        "sample(self, /, *xs, **options)",
    )


def test_function_is_its_own_signature() -> None:
    found = signature(REFERENCE, "cosine")
    assert found.kind == "function"
    assert found.methods == ("cosine(step: int, t_max: int = 10) -> float",)
    assert found.docstring == "Down to 0."


def test_docstring_is_without_indentation() -> None:
    assert signature(REFERENCE, "Model").docstring == "Two lines.\n\nIndented as docstrings are."


def test_target_that_is_not_there_is_named() -> None:
    with pytest.raises(KataError, match=r'reference\.py does not define "Modell"'):
        signature(REFERENCE, "Modell")
