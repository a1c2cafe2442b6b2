"""Verdicts on many attempts by one process that forks for each of them.

Run as `python forked.py FILE...`; prints one JSON line a file. torch is imported once, and no
operation is run before a fork. Only for the attempts of this repository: nothing is isolated.
"""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

SEED = 7


def failing_checks(paths: list[Path]) -> dict[str, str | None]:
    """For each file the check that fails first, None where it passes, by `kata-name`."""
    command = [sys.executable, __file__, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(line) for line in done.stdout.splitlines())


def failing_check(path: Path) -> str | None:
    """The judge's first failed check on one file, in this process."""
    from torchkata.catalog import find, kata_folders, load
    from torchkata.judge.grading import reported
    from torchkata.judge.ready import ready
    from torchkata.source import forbidden_uses, read_attempt
    from torchkata.worker.engine import Engine

    attempt = read_attempt(path.read_bytes(), path)
    kata = find(load(kata_folders(os.environ)), attempt.kata or "")
    if forbidden_uses(attempt.text, kata.forbidden, kata.target):
        return "static"
    report = reported(ready(kata, SEED), attempt, Engine(), device="cpu")
    return report.error or (report.failure.check if report.failure is not None else None)


def main(paths: list[str]) -> None:
    """Fork for each file; the child prints its line."""
    import torchkata.judge.grading
    import torchkata.source.uses  # noqa: F401

    gc.disable()
    gc.freeze()  # what is forked off shares it
    for path in map(Path, paths):
        child = os.fork()
        if child == 0:
            sys.stdout = sys.stderr  # for what the attempt prints
            line = json.dumps([f"{path.parent.name}-{path.stem}", failing_check(path)]) + "\n"
            os.write(1, line.encode())
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
