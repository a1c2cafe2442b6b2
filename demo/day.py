"""A learner's day in a terminal: real commands, keys, an editor that types by itself.

    python demo/day.py [--columns 80] [--cast FILE] [--pictures FOLDER]

Prints every screen that was seen. `--cast` writes a recording that asciinema plays, `--pictures`
the pictures of the README. Ends with 1 at a command that goes otherwise than it should.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import editor
import moment
import months
import pictures
from shell import Frame, Shell

BIN = Path(sys.executable).parent  # where the environment's `kata` is
CSA = "causal_self_attention"
SEED = 7
KEPT = ("PYTHONPATH", "LD_LIBRARY_PATH")
# What differs from run to run: a verdict's device and time; times of a drill.
MASKS = (
    (r"· \w+ · \d+\.\d\d s$", "· cpu · 0.00 s"),
    (r" +(\d+ min )?\d+ s +(?=due )", "  0 s  "),
    (r"· (\d+ min )?\d+ s(?= ·|$)", "· 0 s"),
    (r"\d+ min (\d+ s )?left", "19 min left"),
)


def walk(shell: Shell) -> Iterator[Frame]:
    """The day, screen by screen."""
    yield from evening(shell)
    yield from drill(shell)
    yield from something_new(shell)
    yield from watch(shell)
    yield from looking_back(shell)


def evening(shell: Shell) -> Iterator[Frame]:
    """What is there to do."""
    shell.run("kata today")
    yield shell.frame("today")


def drill(shell: Shell) -> Iterator[Frame]:
    """Two katas are due: one goes well, one at the second try."""
    shell.begin(f"kata drill --minutes 20 --seed {SEED}")
    shell.until("saved")
    shell.drawn()
    yield shell.frame("drill")
    shell.press("n")
    shell.until("saved")
    shell.drawn()
    yield shell.frame("drill_failed")
    shell.press("h")
    shell.drawn()
    yield shell.frame("drill_hint")
    shell.press("e")
    shell.until("saved")
    shell.drawn()
    yield shell.frame("drill_mended")
    shell.press("q")
    shell.end()
    yield shell.frame("drill_summary")


def something_new(shell: Shell) -> Iterator[Frame]:
    """A kata for the first time, with two mistakes in it."""
    later(shell, 2)
    shell.run(f"kata new {CSA}")
    yield shell.frame("new")
    later(shell, 19)
    write(shell, editor.texts(CSA)[0])
    shell.run(f"kata check {CSA}.py --seed {SEED}", code=1)
    yield shell.frame("check")
    shell.run(f"kata trace {CSA}.py")
    yield shell.frame("trace")


def watch(shell: Shell) -> Iterator[Frame]:
    """Both are mended, save by save."""
    _, second, third = editor.texts(CSA)
    shell.begin(f"kata watch --seed {SEED}")
    shell.drawn()
    shell.press("h")
    shell.drawn()
    yield shell.frame("watch_hint")
    later(shell, 5)
    write(shell, second)
    shell.drawn()
    yield shell.frame("watch_failed")
    later(shell, 2)
    write(shell, third)
    shell.drawn()
    yield shell.frame("watch_passed")
    shell.press("d")
    shell.drawn()
    yield shell.frame("watch_diff")
    shell.press("q")
    shell.end()


def looking_back(shell: Shell) -> Iterator[Frame]:
    """A first line of the next one, and what it all comes to."""
    later(shell, 3)
    shell.run("kata peek self_attention")
    yield shell.frame("peek")
    shell.run("kata stats")
    yield shell.frame("stats")
    shell.run(f"kata history {CSA}")
    yield shell.frame("history")
    shell.run("kata today")
    yield shell.frame("today_done")


def later(shell: Shell, minutes: float) -> None:
    """Let the learner's time go by."""
    moment.forward(Path(shell.environ[moment.VARIABLE]), minutes)


def write(shell: Shell, text: str) -> None:
    """Save the new kata's file, as an editor beside the terminal does."""
    moment.save(shell.folder / f"{CSA}.py", text, Path(shell.environ[moment.VARIABLE]))


@contextmanager
def desk(columns: int = 80) -> Iterator[Shell]:
    """A terminal in an empty folder, somebody's journal, and a service that ends afterwards."""
    with tempfile.TemporaryDirectory(prefix="kata-") as place:
        folder = Path(place, "practice")
        folder.mkdir()
        Path(place, "run").mkdir(mode=0o700)
        environ = environment(Path(place))
        moment.put(Path(environ[moment.VARIABLE]), months.NOW)
        lines = "".join(f"{line}\n" for line in months.lines())
        kata("journal", "import", "-", environ=environ, said=lines)
        shell = Shell(folder, environ, columns=columns)
        try:
            yield shell
        finally:
            shell.close()
            kata("service", "stop", environ=environ)


def environment(place: Path) -> dict[str, str]:
    """Nothing of this machine's that a screen would show."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": str(place),
        "TORCH_KATA_HOME": str(place / "home"),
        moment.VARIABLE: str(place / "clock"),
        "XDG_RUNTIME_DIR": str(place / "run"),
        "KATA_SERVICE": "1",
        "EDITOR": f"'{sys.executable}' '{editor.__file__}'",
        "TERM": "xterm-256color",
        "TZ": "UTC",
        "PYTHONUTF8": "1",
        "OMP_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "",
    }


def kata(*words: str, environ: dict[str, str], said: str = "") -> None:
    """Run a command beside the recording."""
    done = subprocess.run(
        [BIN / "kata", *words], env=environ, input=said, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"`kata {' '.join(words)}` ended with {done.returncode}: {done.stderr}")


def masked(text: str) -> str:
    """A screen as it is on every run."""
    for pattern, same in MASKS:
        text = re.sub(pattern, same, text, flags=re.MULTILINE)
    return text


def main() -> int:
    """Walk through the day, print its screens, write what was asked for."""
    parser = argparse.ArgumentParser(description="A learner's day in a terminal.")
    parser.add_argument("--columns", type=int, default=80, help="width of the terminal")
    parser.add_argument("--cast", type=Path, metavar="FILE", help="write an asciinema recording")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="write the pictures")
    wanted = parser.parse_args()
    with desk(wanted.columns) as shell:
        try:
            frames = list(show(walk(shell)))
        except RuntimeError as error:
            print(f"day: {error}", file=sys.stderr)
            return 1
        if wanted.cast:
            wanted.cast.write_text(shell.cast("A day with torch-kata"), encoding="utf-8")
    if wanted.pictures:
        pictures.write(frames, wanted.pictures)
    return 0


def show(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Every screen as it comes."""
    for frame in frames:
        print(f"\n# {frame.name}\n{frame.text}", end="", flush=True)
        yield frame


if __name__ == "__main__":
    sys.exit(main())
