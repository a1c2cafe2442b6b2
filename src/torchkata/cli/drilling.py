"""One kata of a drill: the learner's editor, a check at every save, then a key."""

import os
import select
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from torchkata.cli.running import Told, Watcher
from torchkata.cli.watching import END, POLL_SECONDS, Watching, digest, keys
from torchkata.contracts import KataError
from torchkata.render.days import clock

KEYS = "e edit · s show · h hint · g give up · n next · q quit"


def editor(environ: Mapping[str, str]) -> list[str]:
    """The learner's editor, as the words of a command."""
    name = next((name for name in ("VISUAL", "EDITOR") if environ.get(name, "").strip()), None)
    if name is None:
        raise KataError(
            "no editor is named, and a drill opens one for each kata",
            hint="export EDITOR=nano, or whatever you write with",
        )
    try:
        words = shlex.split(environ[name])
    except ValueError as error:
        raise KataError(f'{name} is "{environ[name]}": {error}', hint="mend its quotes") from error
    if not words or shutil.which(words[0]) is None:
        raise KataError(
            f'{name} names "{environ[name]}", which is no command here',
            hint="export EDITOR=nano, or whatever you write with",
        )
    return words


@dataclass(frozen=True, slots=True)
class Title:
    """Where a drill has come, at the moment of asking."""

    number: int
    total: int
    end: float | None

    def __call__(self) -> str:
        """In words."""
        place = f"kata {self.number} of {self.total}"
        if self.end is None:
            return place
        left = self.end - monotonic()
        return f"{place}, {clock(left)} left" if left > 0 else f"{place}, time is up"


class Round(Watching):
    """One practice file, until the learner goes on or stops; `run` returns the exit code."""

    known = (*END, *"enshgr ")

    def __init__(
        self,
        path: Path,
        kata: str,
        *,
        editor: list[str],
        title: Callable[[], str],
        seed: int | None,
    ) -> None:
        super().__init__(path, kata, is_manual=False, seed=seed)
        self.editor = editor
        self.title = title  # where in the drill this is
        self.started = monotonic()
        self.seen = digest(self.read() or b"")  # as it is given, nothing is to be checked
        self.said = f"{self.path.name} is as it was: write, save, and it is checked"
        self.checks = 0
        self.outcome = "open"
        self.key = "e"  # what ended the last wait

    @property
    def seconds(self) -> float:
        """How long this kata has taken."""
        return monotonic() - self.started

    @property
    def is_last(self) -> bool:
        """Whether the learner asked to stop."""
        return self.key not in ("n", "e")

    def run(self) -> int:
        """Editor, then keys, as often as asked for."""
        with self.events():
            while self.key == "e":
                self.edit()
                with keys(self.continued):
                    self.draw(self.said)
                    while self.step():
                        pass
        os.close(self.saves)
        os.close(self.saved)
        return 0

    def edit(self) -> None:
        """Open the file; what is saved meanwhile is checked, and the last verdict kept."""
        with uninterrupted():
            running = subprocess.Popen([*self.editor, str(self.path)])
            while running.poll() is None:
                ready, _, _ = select.select([self.saved], [], [], POLL_SECONDS)
                if ready:
                    os.read(self.saved, 4096)
                if self.is_new():
                    self.judge()
        if self.is_new():
            self.judge()

    def judge(self, told: Told = lambda _: None) -> None:
        """Check what is there; what is said of it is `told` as it comes."""
        self.seen = digest(self.read() or b"")
        words = ("check", str(self.path), "--kata", self.kata, *self.seeded)
        code, self.said = self.ran(*words, watcher=Watcher(told))
        self.checks += 1
        if code == 0 and self.outcome == "open":
            self.outcome = "passed"

    def check(self) -> None:
        """Check, and draw the verdict."""
        self.words = ()
        self.judge(self.draw_part)
        self.draw(self.said)

    def press(self, key: str) -> bool:
        """What a key asks for; False where the wait is over."""
        if key in ("e", "n", *END):
            self.key = key
            return False
        if key == "s":
            self.show("show", self.kata)
        elif key == "h":
            self.show("hint", self.kata)
        elif key == "g":
            if self.outcome == "open":
                self.outcome = "gave up"
            self.show("give-up", self.kata)
        elif key in (" ", "r"):
            self.check()
        return True

    def footer(self) -> str:
        """Where in the drill this is, and the keys."""
        return f"{self.title()} · {self.kata} · {clock(self.seconds)}\n{KEYS}"


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C is the editor's while it has the terminal."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
