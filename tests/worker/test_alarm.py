"""What takes too long is broken off in the attempt's own file, and nowhere else."""

import gc
import time

import pytest

from torchkata.worker.alarm import at_most

PATH = "attempt.py"
BUSY = """
def busy(seconds):
    end = process_time() + seconds
    while process_time() < end:
        pass
    return "done"

def stubborn(seconds):
    try:
        return busy(seconds)
    except Exception:
        return busy(seconds)

def collecting():
    while True:
        collect()
        busy(0.02)
"""


def function(name: str, path: str):
    """One of the functions above, as if it stood in a file."""
    names = {"process_time": time.process_time, "collect": gc.collect}
    exec(compile(BUSY, path, "exec"), names)
    return names[name]


@pytest.mark.parametrize("name", ["busy", "stubborn"])
def test_a_file_is_broken_off_even_if_it_catches_that(name: str) -> None:
    begun = time.process_time()
    with pytest.raises(TimeoutError), at_most(0.05, path=PATH):
        function(name, PATH)(20.0)
    assert time.process_time() - begun < 10


def test_another_file_comes_to_its_end() -> None:
    with at_most(0.05, path=PATH):
        assert function("busy", "other.py")(0.3) == "done"


def test_nothing_rings_afterwards() -> None:
    with at_most(0.05, path=PATH):
        pass
    assert function("busy", PATH)(0.3) == "done"


def test_what_is_called_back_while_memory_is_collected_is_not_broken_off() -> None:
    ended = []

    def slowly(phase: str, details: dict[str, int]) -> None:
        function("busy", "other.py")(0.1)
        ended.append(phase)

    gc.callbacks.append(slowly)
    try:
        with pytest.raises(TimeoutError), at_most(0.05, path=PATH):
            function("collecting", PATH)()
    finally:
        gc.callbacks.remove(slowly)
    assert ended[:2] == ["start", "stop"]
