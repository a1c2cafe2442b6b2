"""What is said of an attempt that gives back no tensor, or that nobody can read."""

import pytest
from grading_here import judged, kata

from torchkata.contracts import Check, Outcome, Verdict
from torchkata.practice.blaming import departure_of

UNREAD = Check("parse", passed=False, message="the code is nested too deeply to be read")
RETURNED = [
    ("{'y': x}", "out is a dict of 1, expected a tensor"),
    ("{'out': x.relu()}", "out is a dict of 1, expected a tensor"),
    ("x.detach().numpy()", "out is a numpy array, expected a tensor"),
    ("(x, x)", "out is a sequence of 2, expected a tensor"),
    ("iter([x])", "out is a list_iterator, expected a tensor"),
    ("x * 1j", "out is a tensor of dtype torch.complex128, expected a dense real one"),
    (
        "x.to_sparse()",
        "out is a tensor with layout torch.sparse_coo, expected a dense real one",
    ),
    ("object()", "out is an object, expected a tensor"),
]


@pytest.mark.parametrize(("returned", "words"), RETURNED)
def test_what_is_returned_in_place_of_a_tensor_is_said(returned: str, words: str) -> None:
    failure, _ = judged(kata("silu"), f"def silu(x):\n    return {returned}\n")
    assert failure is not None
    assert failure.message == words


def test_a_text_that_is_nested_too_deeply_is_said_to_be() -> None:
    text = f"def silu(x):\n    return {'x + ' * 5000}x\n"
    verdict = Verdict("silu", "silu.py", "silu", Outcome.FAILED, "cpu", 0, 0.0, (UNREAD,))
    assert departure_of(kata("silu"), text, verdict) is None
