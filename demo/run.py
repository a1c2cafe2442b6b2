"""A learner's round with real commands in a temporary home and folder: `make demo`.

Each command is shown as it is typed. Ends with 1 at the first that ends otherwise than it should.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ATTEMPTS = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent  # where the environment's `kata` is


@dataclass(frozen=True)
class Step:
    """One command, what it is for, and the exit code that it must have."""

    reason: str
    command: str
    code: int


STEPS = (
    Step("What there is to practise.", "kata list", 0),
    Step("A practice file to write in.", "kata new cross_attention", 0),
    Step("A first attempt, from memory.", "cp {attempts}/without_scale.py cross_attention.py", 0),
    Step("Its forward:", "sed -n '/def forward/,$p' cross_attention.py", 0),
    Step("Is it right? No (exit code 1).", "kata check cross_attention.py --seed 7", 1),
    Step("The scores were not scaled.", "cp {attempts}/with_scale.py cross_attention.py", 0),
    Step("Names and layout are its own. Right?", "kata check cross_attention.py --seed 7", 0),
    Step("Beside the reference, line by line.", "kata diff cross_attention.py", 1),
)


def main(steps: tuple[Step, ...] = STEPS) -> int:
    """Run the steps in order; 0 where every command ended as it should."""
    with tempfile.TemporaryDirectory(prefix="torch-kata-demo-") as place:
        folder = Path(place, "practice")
        folder.mkdir()
        environ = {
            **os.environ,
            "KATA_SERVICE": "0",  # a demonstration leaves nothing behind
            "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
            "HOME": place,
            "TORCH_KATA_HOME": str(Path(place, "home")),
        }
        environ.pop("KATA_PATH", None)
        for step in steps:
            if not perform(step, folder, environ):
                return 1
    print("\nAll of it ended as it should.")
    return 0


def perform(step: Step, folder: Path, environ: dict[str, str]) -> bool:
    """Show a command and run it; whether its exit code is the expected one."""
    command = step.command.format(attempts=shlex.quote(str(ATTEMPTS)))
    print(f"\n# {step.reason}\n$ {command}", flush=True)
    words = shlex.split(command)
    code = subprocess.run(words, cwd=folder, env=environ, check=False).returncode
    if code != step.code:
        print(f"demo: `{command}` ended with {code}, not {step.code}", file=sys.stderr)
    return code == step.code


if __name__ == "__main__":
    sys.exit(main())
