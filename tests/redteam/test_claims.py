"""An answer that no engine of ours gives is refused before anything is computed from it."""

from dataclasses import replace

import pytest
import torch

from torchkata.contracts import Operand
from torchkata.worker.claims import (
    NotCredibleError,
    credible_fault,
    credible_inventory,
    credible_result,
)
from torchkata.worker.faults import AttemptError, Fault
from torchkata.worker.messages import (
    Answer,
    Evaluation,
    Inventory,
    LeafInfo,
    Result,
    Step,
    Target,
)

TARGET = Target("x = 1\ny = f(x)\n", "attempt.py", "f", "function")
FAULT = Fault("run", "ValueError", "no", 2, 4, 8, "something else")
VALUES = torch.ones(2, 3, dtype=torch.float64)
ANSWER = Answer({"out": "tensor"}, {"out": VALUES}, {"out": "cpu"}, (VALUES[0],), ({"x": VALUES},))
ONE_STEP = Evaluation(0, (Step(0, seeds=(1,)),))


def inventory(*shapes: tuple[int, ...]) -> Inventory:
    leaves = tuple(LeafInfo(f"w{i}", shape) for i, shape in enumerate(shapes))
    return Inventory(leaves, (), (), (), (), ())


def is_refused(answer: Answer, *, scalars: int | None = 3) -> bool:
    try:
        credible_result(Result((answer,), {}), ONE_STEP, scalars)
    except NotCredibleError:
        return True
    return False


def test_a_fault_quotes_the_file_and_not_what_is_claimed() -> None:
    assert credible_fault(FAULT, TARGET).text == "y = f(x)"


@pytest.mark.parametrize("line", [0, -1, 3, 10**30])
def test_a_line_that_is_not_in_the_file_is_left_out(line: int) -> None:
    assert credible_fault(replace(FAULT, line=line), TARGET).line is None


@pytest.mark.parametrize(("first", "last"), [(-1, 4), (5, 4), (0, 10**12), (0, None)])
def test_columns_that_no_line_has_are_left_out(first: int, last: int | None) -> None:
    fault = credible_fault(replace(FAULT, column=first, end_column=last), TARGET)
    assert (fault.column, fault.end_column) == (None, None)


def test_what_is_said_of_operands_is_cut() -> None:
    operand = Operand("x\x1b[2J" * 10**4, "Tensor", shape=(2, 3), strides=(3, 1))
    fault = replace(FAULT, operands=(operand,) * 1000, near=("n" * 10**6,) * 1000, accepts=("a",))
    found = credible_fault(fault, TARGET)
    assert len(found.operands) < 20
    assert len(found.near) < 100
    words = (found.operands[0].text, *found.near)
    assert all(len(word) <= 1000 and word.isprintable() for word in words)


@pytest.mark.parametrize(
    "odd",
    [
        Operand("x", "Tensor", shape=(-1,)),
        Operand("x", "Tensor", shape=(2,) * 1000),
        Operand("x", "Tensor", shape=(2,), strides=(10**30,)),
        Operand("x", "Tensor", shape=(2,), low=-(10**40)),
    ],
)
def test_operands_that_no_tensor_is_are_refused(odd: Operand) -> None:
    with pytest.raises(NotCredibleError):
        credible_fault(replace(FAULT, operands=(odd,)), TARGET)


def test_a_stage_that_there_is_not_is_refused() -> None:
    with pytest.raises(NotCredibleError):
        credible_fault(replace(FAULT, stage="later"), TARGET)


def test_control_characters_are_replaced_and_length_is_cut() -> None:
    fault = credible_fault(replace(FAULT, message="\x1b[2J" * 10**5, type="E" * 10**5), TARGET)
    assert "\x1b" not in fault.message
    assert len(fault.message) < 3000
    assert len(fault.type) == 100


@pytest.mark.parametrize("shape", [(-1,), (2**50,)])
def test_impossible_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(NotCredibleError):
        credible_inventory(inventory(shape))


def test_enormous_parameters_are_told_as_such() -> None:
    with pytest.raises(AttemptError, match="at most"):
        credible_inventory(inventory((2**20, 2**10)))


def test_an_honest_answer_is_believed() -> None:
    assert not is_refused(ANSWER)
    assert not is_refused(ANSWER, scalars=None)
    assert credible_inventory(inventory((2, 3), ())) == inventory((2, 3), ())


@pytest.mark.parametrize(
    "answer",
    [
        replace(ANSWER, outputs={}),
        replace(ANSWER, kinds={}),
        replace(ANSWER, kinds={"out": "number"}),
        replace(ANSWER, devices={}),
        replace(ANSWER, gradients=()),
        replace(ANSWER, gradients=(VALUES,)),
        replace(ANSWER, gradients=(VALUES[0].float(),)),
        replace(ANSWER, gradients=(torch.ones(4, dtype=torch.float64),)),
        replace(ANSWER, input_gradients=()),
        replace(ANSWER, input_gradients=({"x": VALUES.to(torch.complex128)},)),
        replace(ANSWER, changed=("x" * 2000,)),
    ],
)
def test_an_answer_without_what_was_asked_for_is_refused(answer: Answer) -> None:
    assert is_refused(answer)
