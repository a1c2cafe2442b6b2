"""How long commands take, as ratios to `python -c pass` and `python -c "import torch"`.

Run by hand on a quiet machine: `python tests/bench/speed.py [ROUNDS]`. Every round runs each
command once, so that a slow minute of the machine meets all of them; medians are compared.
"""

import os
import platform
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

KATAS = Path(__file__).parents[2] / "katas"
KATA = [str(Path(sys.executable).with_name("kata"))]  # as it is typed in a shell
PASS = [sys.executable, "-c", "pass"]
TORCH = [sys.executable, "-c", "import torch"]
SETTLE = 2.0  # seconds of typing: the next standby gets ready meanwhile
ATTEMPTS = 10  # one after another, for the rate


def main(rounds: int) -> None:
    """Measure everything and print the table."""
    folder = Path(tempfile.mkdtemp(prefix="kata-bench-"))
    text = (KATAS / "cross_attention" / "reference.py").read_text()
    for name in ("cross_attention.py", "watched.py"):
        (folder / name).write_text("# kata: cross_attention\n" + text)
    warm = {**os.environ, "KATA_SERVICE": "1", "XDG_RUNTIME_DIR": str(folder)}
    warm |= {"TORCH_KATA_HOME": str(folder / "home"), "KATA_PATH": str(KATAS)}
    cold = {**warm, "KATA_SERVICE": "0"}
    check = [*KATA, "check", "cross_attention.py"]
    commands = {
        "pass": (PASS, cold),
        "torch": (TORCH, cold),
        "warm check": (check, warm),
        "warm list": ([*KATA, "list"], warm),
        "warm diff": ([*KATA, "diff", "cross_attention.py"], warm),
        "warm --help": ([*KATA, "--help"], warm),
        "cold check": (check, cold),
        "cold list": ([*KATA, "list"], cold),
        "cold --help": ([*KATA, "--help"], cold),
    }
    try:
        run([*KATA, "service", "start"], folder, warm)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, (words, environ) in commands.items():
                times[name].append(timed(lambda: run(words, folder, environ)))  # noqa: B023
                time.sleep(SETTLE)
        times["save to verdict"] = watched(folder, warm, rounds)
        started = time.perf_counter()
        for _ in range(ATTEMPTS):
            run(check, folder, warm)
        rate = ATTEMPTS / (time.perf_counter() - started)
        memory = subprocess.run(
            [*KATA, "service", "status"], env=warm, capture_output=True, text=True, check=True
        ).stdout.splitlines()[1]
        show(times, rate, memory)
    finally:
        run([*KATA, "service", "stop"], folder, warm)
        shutil.rmtree(folder)


def run(words: list[str], folder: Path, environ: dict[str, str]) -> None:
    """One command, unseen."""
    subprocess.run(words, cwd=folder, env=environ, stdout=subprocess.DEVNULL, check=False)


def timed(call: Callable[[], None]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1e3


def watched(folder: Path, environ: dict[str, str], rounds: int) -> list[float]:
    """Milliseconds from a save to the end of the screen that `kata watch` draws."""
    ours, theirs = pty.openpty()
    words = [*KATA, "watch", "watched.py"]
    running = subprocess.Popen(
        words, cwd=folder, env=environ, stdin=theirs, stdout=theirs, stderr=theirs
    )
    found = []
    try:
        drawn(ours)
        for number in range(rounds):
            time.sleep(SETTLE)
            path = folder / "watched.py"
            text = path.read_text() + f"# {number}\n"
            started = time.perf_counter()
            path.write_text(text)
            drawn(ours)
            found.append((time.perf_counter() - started) * 1e3)
    finally:
        running.kill()
        running.wait()
    return found


def drawn(terminal: int) -> None:
    """Read up to the last line of a screen."""
    text = b""
    while b"q quit" not in text:
        text += os.read(terminal, 65536)


def show(times: dict[str, list[float]], rate: float, memory: str) -> None:
    """The table."""
    base, torch = statistics.median(times["pass"]), statistics.median(times["torch"])
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"python -c pass {base:.1f} ms, import torch {torch:.0f} ms")
    print("| | median, ms | p95, ms | ratio | to |")
    print("| --- | --- | --- | --- | --- |")
    for name, found in times.items():
        if name in ("pass", "torch"):
            continue
        unit, word = (torch, "import torch") if name == "cold check" else (base, "pass")
        middle = statistics.median(found)
        late = sorted(found)[int(0.95 * len(found))]
        print(f"| {name} | {middle:.0f} | {late:.0f} | {middle / unit:.2f} | {word} |")
    print(f"| attempts a second, one after another | {rate:.1f} | | | |")
    print(f"| the service, idle | {memory} | | | |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
