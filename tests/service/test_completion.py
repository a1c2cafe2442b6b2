"""Tab completion is installed for the shell that the command is typed in, service or not."""

import os
import shutil
import subprocess
import sys

import pytest
from warm_desk import Warm

from torchkata.service.client import is_wanted

if sys.platform != "linux" or shutil.which("bash") is None:
    pytest.skip("needs bash", allow_module_level=True)


def test_the_shell_is_found_while_a_service_runs(warm: Warm) -> None:
    warm.begin()
    typed = f'"{sys.executable}" -m torchkata --show-completion; exit $?'
    done = subprocess.run(
        ["bash", "-c", typed],
        cwd=warm.folder,
        env=warm.environ(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "complete -o default -F" in done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no service here")
def test_only_completion_itself_is_run_by_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KATA_SERVICE", "1")
    assert is_wanted(["check", "x.py"])
    assert not is_wanted(["--install-completion"])
    assert not is_wanted(["--show-completion"])
