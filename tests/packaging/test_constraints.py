"""Everything that is installed for the tests has a pinned version."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINS = dict(
    re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(), flags=re.MULTILINE)
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NEEDED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("requirement", NEEDED)
def test_everything_that_is_needed_is_pinned(requirement: str) -> None:
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    assert plain(name[0]) in {plain(pinned) for pinned in PINS}


def test_no_pin_asks_for_one_build_of_a_version() -> None:
    assert [pin for pin in PINS.values() if "+" in pin] == []


def test_typer_is_one_that_loads_no_pydantic() -> None:
    assert [int(part) for part in PINS["typer"].split(".")][:2] == [0, 28]
