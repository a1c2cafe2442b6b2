"""Whatever an attempt returns is told as what it is."""

import torch

from torchkata.worker.outputs import flatten


def test_a_list_that_holds_itself_has_an_end() -> None:
    endless: list[object] = [torch.ones(2)]
    endless.append(endless)
    kinds, tensors = flatten(endless)
    assert kinds == {
        "out": "sequence of 2",
        "out[0]": "tensor",
        "out[1]": "list that holds itself",
    }
    assert list(tensors) == ["out[0]"]


def test_a_tensor_may_stand_twice_in_a_list() -> None:
    shared = [torch.ones(2)]
    assert len(flatten([shared, shared])[1]) == 2
