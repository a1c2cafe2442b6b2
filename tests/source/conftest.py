from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from torchkata.catalog import load
from torchkata.contracts import Kata

settings.register_profile("unhurried", deadline=None)  # machines may be busy
settings.load_profile("unhurried")

PACK = Path(__file__).parents[1] / "catalog" / "pack"
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def pack() -> dict[str, Kata]:
    """The two katas of the test pack by id."""
    return {kata.id: kata for kata in load([PACK])}


@pytest.fixture
def golden_file(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `golden/NAME`, or write it with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
