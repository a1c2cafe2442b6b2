"""The loop of `kata watch`: wait for a save or a key, run a command, draw what it says at once."""

import hashlib
import os
import re
import select
import shutil
import signal
import sys
import termios
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchfiles import watch

from torchkata.cli.complete import here
from torchkata.cli.running import NotAwaitedError, Watcher, run

STEP_MS = 5  # between looks for further events after the first
LATENCY_MS = 50  # at most, while events go on coming
POLL_SECONDS = 0.5  # between looks at the file itself, where events may not arrive
HALF_WRITTEN_SECONDS = 0.04  # a save is not always one write
KEYS = "h hint · d diff · t trace · p peek · n next · r again · q quit"
BETWEEN = " · "  # two keys
MORE = "more in a moment"  # in the place of the keys
RUNS = " runs: "  # between a command that has said nothing yet and the file's name
HOME, REST_OF_LINE, REST_OF_SCREEN = "\x1b[H", "\x1b[K", "\x1b[J"
NEXT_BY_KEY = re.compile(r" *next: kata (hint|new) \w+")
AGAIN = ("r", " ", "\n", "\r")
END = ("q", "\x04", "")


class Watching:
    """One file at a time; `run` returns the exit code."""

    known = (*AGAIN, *END, *"hdtpn")  # keys that mean something

    def __init__(self, path: Path, kata: str, *, is_manual: bool, seed: int | None = None) -> None:
        self.path = path.absolute()
        self.kata = kata
        self.is_manual = is_manual
        self.seeded = () if seed is None else ("--seed", str(seed))  # for every check
        self.seen = b""  # a digest of what was checked last
        self.saved, self.saves = os.pipe()  # a byte for each event
        self.words: tuple[str, ...] = ()  # of the command on the screen
        self.text = ""  # what it said
        self.is_partly_drawn = False
        self.pressed: str | None = None  # a key, while it ran
        self.news = b""  # of events that were told while it ran

    def run(self) -> int:
        """Until q is pressed."""
        with self.events(), keys(self.continued):
            self.check()
            while self.step():
                pass
        return 0

    @contextmanager
    def events(self) -> Iterator[None]:
        """Saves and changes of the window's size are told through the pipe."""
        stop = threading.Event()
        threading.Thread(target=self.tell_saves, args=(stop,), daemon=True).start()
        signal.signal(signal.SIGWINCH, lambda *_: os.write(self.saves, b"w"))
        try:
            yield
        finally:
            stop.set()

    def continued(self) -> None:
        """Whatever was drawn meanwhile, the screen is this program's again."""
        os.write(self.saves, b"w")

    def tell_saves(self, stop: threading.Event) -> None:
        """In a thread of its own: a byte for each change in the folder."""
        changes = watch(
            self.path.parent,
            step=STEP_MS,
            debounce=LATENCY_MS,
            recursive=False,
            stop_event=stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        for found in changes:
            if any(Path(name).name == self.path.name for _, name in found):
                os.write(self.saves, b"s")

    def step(self) -> bool:
        """Wait for something and do it; False for the end."""
        key, self.pressed = self.pressed, None
        if key is not None:
            return self.press(key)
        seconds = 0 if self.news else POLL_SECONDS
        ready, _, _ = select.select([sys.stdin, self.saved], [], [], seconds)
        if sys.stdin in ready:
            return self.press(read_key())
        if self.saved in ready:
            self.news += os.read(self.saved, 4096)
        news, self.news = self.news, b""
        if b"w" in news:
            self.draw_again()
        elif not self.is_manual and self.is_new():
            self.check()
        return True

    def press(self, key: str) -> bool:
        """What a key asks for; False for the end."""
        if key in END:
            return False
        if key in AGAIN:
            self.check()
        elif key == "h":
            self.show("hint", self.kata)
        elif key == "d":
            self.show("diff", str(self.path), "--kata", self.kata)
        elif key == "t":
            self.show("trace", str(self.path), "--kata", self.kata)
        elif key == "p":
            self.show("peek", self.kata)
        elif key == "n":
            self.go_on()
        return True

    def is_new(self) -> bool:
        """Whether the file holds something that was not checked yet."""
        with suppress(OSError):
            return digest(self.path.read_bytes()) != self.seen
        return False

    def check(self) -> None:
        """Check what is there; once more in a moment where it may be half written."""
        text = self.read()
        if text is not None and not is_whole(text):
            time.sleep(HALF_WRITTEN_SECONDS)
            text = self.read()
        self.seen = digest(text or b"")
        self.show("check", str(self.path), "--kata", self.kata, *self.seeded)

    def read(self) -> bytes | None:
        """The file, where there is one."""
        with suppress(OSError):
            return self.path.read_bytes()
        return None

    def go_on(self) -> None:
        """To the next kata: its practice file is made here if there is none."""
        katas = [kata.id for kata in here().katas()]
        after = katas[katas.index(self.kata) + 1 :] if self.kata in katas else []
        if not after:
            self.draw("This is the last kata.")
            return
        self.kata, self.path = after[0], self.path.with_name(f"{after[0]}.py")
        if self.path.exists():
            self.check()
        else:
            self.show("new", self.kata)
            self.seen = digest(self.read() or b"")

    def show(self, *words: str) -> None:
        """Run a command and draw what it says, its beginning as soon as that is there.

        It is left where a key is pressed meanwhile, or the file is saved again.
        """
        self.words = words
        watcher = Watcher(
            self.draw_part,
            (sys.stdin.fileno(), self.saved),
            self.has_more_to_do,
            self.draw_silence,
        )
        self.is_partly_drawn = False
        with suppress(NotAwaitedError):
            self.draw(self.ran(*words, watcher=watcher)[1])

    def has_more_to_do(self) -> bool:
        """Whether a key was pressed that means something, or there is something new to be checked.

        A file that is saved all the time gets its verdicts nevertheless.
        """
        ready, _, _ = select.select([sys.stdin, self.saved], [], [], 0)
        if self.saved in ready:
            self.news += os.read(self.saved, 4096)
        if sys.stdin in ready and (key := read_key()) in self.known:
            self.pressed = key
        is_outdated = self.is_partly_drawn and not self.is_manual and self.is_new()
        return self.pressed is not None or is_outdated

    def ran(self, *words: str, watcher: Watcher) -> tuple[int, str]:
        """Run a command: its exit code, and what it says at the terminal's width."""
        width = shutil.get_terminal_size().columns
        environ = {**os.environ, "COLUMNS": str(width)}
        if "NO_COLOR" not in environ and environ.get("TERM") != "dumb":
            environ["FORCE_COLOR"] = "1"
        return run(words, folder=self.path.parent, environ=environ, watcher=watcher)

    def draw_again(self) -> None:
        """At another width. What writes something down is not run a second time."""
        if self.words[:1] in (("diff",), ("trace",)):
            self.show(*self.words)
        else:
            self.draw(self.text)

    def footer(self) -> str:
        """What stands below what a command says."""
        return f"watching {self.path.name}\n{KEYS}"

    def draw(self, text: str) -> None:
        """Put a text on the screen in one go, over what was there."""
        self.text = text
        width = shutil.get_terminal_size().columns
        footer = [part for line in self.footer().splitlines() for part in folded(line, width)]
        self.put([*without_next(text.splitlines()), "", *footer])

    def draw_part(self, text: str) -> None:
        """Put the beginning of a text on the screen."""
        self.is_partly_drawn = True
        self.put([*text.splitlines(), "", *self.footer().splitlines()[:-1], MORE])

    def draw_silence(self) -> None:
        """Below what the last command said: another runs, and has not said anything."""
        above = [*without_next(self.text.splitlines()), ""] if self.text else []
        self.put([*above, f"kata {self.words[0]}{RUNS}{self.path.name}"])

    def put(self, lines: list[str]) -> None:
        """Draw lines over what was there."""
        drawn = "".join(f"{line}{REST_OF_LINE}\r\n" for line in lines)
        with suppress(BrokenPipeError):
            sys.stdout.write(HOME + drawn + REST_OF_SCREEN)
            sys.stdout.flush()


@contextmanager
def keys(continued: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Keys arrive without Enter and are not echoed, after Ctrl-Z and `fg` too: `continued` then."""
    before = termios.tcgetattr(sys.stdin)

    def take(*_: object) -> None:
        tty.setcbreak(sys.stdin)
        continued()

    handler = signal.signal(signal.SIGCONT, take)
    tty.setcbreak(sys.stdin)
    sys.stdout.write("\x1b[2J")
    try:
        yield
    finally:
        signal.signal(signal.SIGCONT, handler)
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def read_key() -> str:
    """The key that was pressed; "" where nobody can press one any more."""
    return os.read(sys.stdin.fileno(), 1).decode(errors="replace")


def without_next(lines: list[str]) -> list[str]:
    """The lines without the command to type next where a key does the same."""
    return lines[:-1] if lines and NEXT_BY_KEY.fullmatch(lines[-1]) else lines


def folded(keys: str, width: int) -> list[str]:
    """A line of keys in lines no wider, where it can be: no key is taken apart."""
    first, *others = keys.split(BETWEEN)
    lines = [first]
    for key in others:
        longer = f"{lines[-1]}{BETWEEN}{key}"
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(key)
    return lines


def is_whole(text: bytes) -> bool:
    """Whether a text looks like a finished save: not empty, and Python."""
    try:
        compile(text, "", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return bool(text.strip())


def digest(text: bytes) -> bytes:
    """By which a text is known again."""
    return hashlib.blake2b(text, digest_size=16).digest()
