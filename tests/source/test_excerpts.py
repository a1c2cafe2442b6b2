from torchkata.source import methods, statements

TEXT = '''"""Doc."""
import torch
def helper(x):
    """Twice."""
    return 2 * x
class Net:
    def __init__(self, n):
        super().__init__()
        if n < 1:
            raise ValueError(n)
        self.n = n
    @torch.no_grad()
    def forward(self, x):
        for step in range(self.n):
            if step:
                # Only then.
                x = helper(
                    x
                )
        return x.mean()
class Part:
    def forward(self, x):
        return x + 1
'''


def test_statements_are_those_that_compute_and_the_heads_around_them() -> None:
    assert statements(TEXT) == ((5, 5), (14, 14), (15, 16), (17, 19), (20, 20), (23, 23))


def test_methods_go_by_their_name_and_those_of_other_classes_with_theirs() -> None:
    assert methods(TEXT, "Net") == {
        "helper": (3, 5),
        "__init__": (7, 11),
        "forward": (12, 20),
        "Part.forward": (22, 23),
    }
