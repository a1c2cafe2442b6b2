"""Every exception of the table is raised by the installed torch, and explained by its rule.

Where this fails after an update of torch, its words have changed: the rule's pattern follows them.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from error_table import ELSEWHERE, PRELUDE, TABLE
from hypothesis import given
from hypothesis import strategies as st

from torchkata.coach import explained
from torchkata.coach.errors import RULES, rule_for
from torchkata.contracts import Operand, Raised
from torchkata.judge.failures import raised
from torchkata.source.usual_imports import ALIASED, HOME, MODULES, import_line
from torchkata.worker.engine import executed
from torchkata.worker.faults import Fault, File, fault_of
from torchkata.worker.watch import Watch

PATH = "attempt.py"


def attempted(code: str) -> Raised:
    """What running the code raises, looked at as the attempt's process does."""
    body = "".join(f"    {line}\n" for line in code.splitlines())
    file = File(PATH, PRELUDE + body)
    fault = raised_by(file)
    if fault.is_partial:
        again = raised_by(replace(file, watch=Watch(file.source)))
        assert (again.type, again.line) == (fault.type, fault.line)
        fault = again
    return raised(fault, "calling it raises")


def raised_by(file: File) -> Fault:
    given_: dict[str, Any] = file.watch.given if file.watch is not None else {}
    attempt: Callable[[], None] = executed(file.source, PATH, "attempt", **given_)["attempt"]
    try:
        attempt()
    except Exception as error:
        return fault_of(error, file, stage="run")
    raise AssertionError("nothing was raised")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", TABLE)
def test_torch_says_what_its_rule_expects(name: str) -> None:
    code, rule, words = TABLE[name]
    found = attempted(code)
    known = rule_for(found)
    assert known is not None, found.words
    assert known[0].name == rule
    told = explained(found)
    assert told is not None
    assert words in told.happened
    assert told.question


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_another_version_of_torch_says_is_known_too(name: str) -> None:
    (kind, said), rule, words = ELSEWHERE[name]
    known = rule_for(Raised("", kind, said))
    assert known is not None
    assert known[0].name == rule
    told = explained(Raised("", kind, said))
    assert told is not None
    assert words in told.happened


def test_the_table_is_as_long_as_promised() -> None:
    assert len(TABLE) >= 73


def test_every_rule_has_an_exception_in_the_table() -> None:
    unseen = {rule.name for rule in RULES} - {rule for _, rule, _ in TABLE.values()}
    # Another device is needed, and a class of the attempt that never sets up its module.
    assert unseen == {"devices", "no super"}


@pytest.mark.parametrize(
    "name",
    [*ALIASED, *(n for n in MODULES if n in ("math", "typing", "torch", "functools")), *HOME],
)
def test_a_line_that_is_said_to_import_a_name_does(name: str) -> None:
    line = import_line(name)
    assert line is not None
    given: dict[str, object] = {}
    if "einops" in line:
        pytest.importorskip("einops")
    exec(line, given)
    assert name in given


def test_a_missing_import_is_no_misspelling() -> None:
    told = explained(Raised("", "NameError", "name 'Iterable' is not defined", near=("iter",)))
    assert told is not None
    assert "did you mean" not in told.happened


def test_what_needs_two_devices_is_known_by_its_words() -> None:
    words = (
        "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and "
        "cpu! (when checking argument for argument mat1 in method wrapper_CUDA_addmm)"
    )
    told = explained(Raised("", "RuntimeError", words))
    assert told is not None
    assert told.happened == "tensors on two devices meet: cuda:0 and cpu"


def test_operands_that_are_in_no_frame_are_seen_when_it_runs_again() -> None:
    found = attempted("x = T(2, 3)\n(x * 2) @ x.relu()")
    assert [(o.text, o.shape) for o in found.operands] == [("x * 2", (2, 3)), ("x.relu()", (2, 3))]


def test_an_operand_is_told_with_all_that_matters_of_it() -> None:
    found = attempted("x = torch.ones(2, 3, dtype=torch.long).t()\nx.view(6)")
    assert found.operands == (
        Operand(
            text="x",
            kind="Tensor",
            shape=(3, 2),
            dtype="int64",
            device="cpu",
            strides=(1, 3),
            contiguous=False,
            low=1,
            high=1,
        ),
    )


def test_a_call_over_several_lines_is_found() -> None:
    found = attempted("x = T(2, 3)\ny = (\n    x.t()\n    .view(6)\n)")
    assert [o.text for o in found.operands] == ["x.t()"]
    assert found.expression == "x.t() .view(6)"


def test_operands_are_those_of_the_frame_that_raised() -> None:
    code = "def half(x, n):\n    y = x.flatten()\n    if n:\n        half(x[:1], n - 1)\n"
    found = attempted(code + "    return (y * 1) @ T(7)\nhalf(T(4, 2), 1)")
    assert found.operands[0].shape == (2,)


def test_what_is_unknown_is_not_explained() -> None:
    assert explained(attempted("raise ValueError('n_heads is odd')")) is None


def test_objects_that_refuse_to_be_looked_at_cost_the_operands_only() -> None:
    code = "class Odd:\n    __class__ = property(lambda self: 1 / 0)\nodd = Odd()\nodd + T(2)"
    found = attempted(code)
    assert (found.type, found.expression) == ("ZeroDivisionError", "1 / 0")
    assert found.line is not None


@given(st.text(max_size=80), st.lists(st.builds(Operand, st.text(max_size=9), st.text(max_size=9))))
def test_no_words_break_a_rule(words: str, operands: list[Operand]) -> None:
    explained(Raised("", "RuntimeError", words, operands=tuple(operands)))


@pytest.mark.parametrize("name", [name for name in TABLE if name != "recursion"])
def test_every_explanation_does_without_operands(name: str) -> None:
    found = attempted(TABLE[name][0])
    assert explained(replace(found, operands=(), near=(), accepts=(), line=None, expression=""))


def test_patterns_are_quick_to_say_no() -> None:
    assert not [r.name for r in RULES if not r.type and re.search(r.pattern, "a (b) [c] " * 200)]


def test_a_module_that_may_not_be_read_is_told_as_one() -> None:
    words = "[Errno 13] Permission denied: '/home/me/b.py'"
    told = explained(Raised("", "PermissionError", words, excerpt=("3 │ import b", "    ^")))
    assert told is not None
    assert told.happened == "the module in /home/me/b.py may not be read here"
    assert "TORCH_KATA_ISOLATION=process" in told.question


def test_arguments_that_are_taken_by_name_alone_are_not_counted_as_none() -> None:
    words = "MLP.__init__() takes 1 positional argument but 3 were given"
    told = explained(
        Raised("", "TypeError", words, expression="def __init__(self, *, dim, hidden_dim):")
    )
    assert told is not None
    assert "takes what stands after its * by name alone, and gets 2 by position" in told.happened
