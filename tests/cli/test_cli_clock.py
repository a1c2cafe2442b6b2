"""A file can hold the learner's clock, as recordings need it."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from torchkata.cli import clock
from torchkata.contracts import KataError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the clock is read from."""
    monkeypatch.setenv(clock.VARIABLE, str(tmp_path / "clock"))
    return tmp_path / "clock"


def test_the_moment_in_the_file_is_now(file: Path) -> None:
    file.write_text("2026-11-20T18:00+00:00\n")
    assert clock.now() == datetime(2026, 11, 20, 18, tzinfo=UTC)


def test_without_a_file_it_is_the_systems_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.VARIABLE, raising=False)
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01T00:00+00:00"])
def test_a_file_that_holds_no_moment_is_told(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(KataError, match="holds no moment") as told:
        clock.now()
    assert "unset TORCH_KATA_CLOCK" in told.value.hint


def test_a_file_that_is_not_there_is_told(file: Path) -> None:
    with pytest.raises(KataError, match="No such file"):
        clock.now()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system has no TZ")
def test_a_zone_a_day_or_more_from_utc_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.VARIABLE, raising=False)
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "ABC-99")
        time.tzset()
        with pytest.raises(KataError, match='TZ is "ABC-99"'):
            clock.now()
    time.tzset()
