"""Ctrl-C before a command has begun is told as one in its midst is."""

import pytest

from torchkata.service import client


def test_an_interrupt_among_the_imports_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def run_here() -> int:
        raise KeyboardInterrupt

    codes: list[int] = []
    monkeypatch.setattr(client, "run_here", run_here)
    monkeypatch.setattr(client, "leave", codes.append)
    client.main()
    assert codes == [130]
    assert capfd.readouterr().err == "kata: interrupted\n"
