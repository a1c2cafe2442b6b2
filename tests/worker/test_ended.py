"""When a process is over: also where nobody asks how it ended, as in many containers."""

import os
import subprocess
import sys

from torchkata.worker.ended import has_ended


def test_a_process_is_over_once_it_has_ended_whether_anybody_asked_how_or_not() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert not has_ended(process.pid)
        assert process.stdin is not None
        process.stdin.close()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it ends, and stays to be asked
        assert has_ended(process.pid)
    assert has_ended(process.pid)
