"""What crosses the border comes out as it went in, or not at all."""

from io import BytesIO

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from torchkata.worker.case import Case
from torchkata.worker.faults import Fault
from torchkata.worker.messages import Answer, Evaluation, Reply, Request, Result, Step
from torchkata.worker.wire import LENGTHS, WireError, decode, encode


def reader(data: bytes):
    stream = BytesIO(data)

    def read(size: int) -> bytes:
        part = stream.read(size)
        if len(part) != size:
            raise EOFError
        return part

    return read


@pytest.mark.parametrize("dtype", [torch.float64, torch.bfloat16, torch.int64, torch.bool])
def test_tensors_keep_dtype_shape_and_values(dtype: torch.dtype) -> None:
    tensor = torch.tensor([[0.0, 1.0], [2.0, float("-inf")]]).nan_to_num().to(dtype)
    result = Result((Answer({"out": "tensor"}, {"out": tensor}, {"out": "cpu"}),), {})
    back = decode(reader(encode(Reply(result=result))), Reply)
    assert torch.equal(back.result.answers[0].outputs["out"], tensor)
    assert back.result.answers[0].outputs["out"].dtype == dtype


def test_a_case_survives_with_its_plain_values() -> None:
    inputs = {"x": torch.randn(2, 3), "dim": -1, "mask": None, "flag": True, "lr": 0.5}
    case = Case("generic", {"B": 2}, {"bias": False}, inputs, {"groups": [1, 2]}, ("x",))
    back = decode(reader(encode(Request(cases=(case,)))), Request).cases[0]
    assert {k: v for k, v in back.inputs.items() if k != "x"} == {
        k: v for k, v in inputs.items() if k != "x"
    }
    assert torch.equal(back.inputs["x"], inputs["x"])
    assert (back.name, back.build, back.options) == (case.name, case.build, case.options)


@given(st.text(), st.integers(0, 2**31), st.none() | st.integers(1, 10**6))
def test_faults_survive_any_text(message: str, column: int, line: int | None) -> None:
    message = message.encode("utf-8", "replace").decode()
    fault = Fault("run", "ValueError", message, line, column)
    assert decode(reader(encode(Reply(fault=fault))), Reply).fault == fault


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    framed = LENGTHS.pack(len(data), 0) + data
    for attempt in (data, framed):
        with pytest.raises((WireError, EOFError)):
            decode(reader(attempt), Reply)


def test_a_number_that_no_float_can_be_is_refused() -> None:
    head = encode(Reply())[LENGTHS.size :].partition(b"}")[0].replace(b"0.0", b"9" * 400) + b"}"
    with pytest.raises(WireError):
        decode(reader(LENGTHS.pack(len(head), 0) + head), Reply)


def test_a_claim_of_a_huge_message_is_refused_unread() -> None:
    with pytest.raises(WireError, match="bytes"):
        decode(reader(LENGTHS.pack(2**62, 2**62)), Reply)


def test_a_field_of_another_type_is_refused() -> None:
    data = encode(Request(evaluate=Evaluation(0, (Step(0),))))
    with pytest.raises(WireError):
        decode(reader(data.replace(b'"build": 0', b'"build": ""')), Request)
