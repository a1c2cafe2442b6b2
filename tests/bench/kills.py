"""kill -9 at fifty random moments of `kata check`: no verdict that was shown is missing.

    python tests/bench/kills.py

Each check is of a text of its own. Prints how far the killed ones had come.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from torchkata.journal import Journal

KILLS = 50
COMMAND = [sys.executable, "-m", "torchkata", "check", "softmax.py"]


def main() -> None:
    moments = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        home, desk = Path(folder, "home"), Path(folder, "desk")
        desk.mkdir()
        environ = {**os.environ, "TORCH_KATA_HOME": str(home), "KATA_SERVICE": "0"}
        started = time.perf_counter()
        subprocess.run([*COMMAND[:3], "new", "softmax"], cwd=desk, env=environ, check=True)
        longest = 2 * (time.perf_counter() - started)
        shown = []
        for number in range(KILLS):
            text = f"# kata: softmax\nnumber = {number}\n"
            (desk / "softmax.py").write_text(text, encoding="utf-8")
            check = subprocess.Popen(COMMAND, cwd=desk, env=environ, stdout=subprocess.PIPE)
            time.sleep(moments.random() * longest)
            check.kill()
            out = check.communicate()[0]
            shown += [text] if b"softmax" in out else []
        kept = {attempt.text: attempt.outcome for attempt in Journal(home).attempts()}
        with Journal(home).store.reading() as connection:
            state = connection.execute("pragma integrity_check").fetchone()["integrity_check"]
    missing = [text for text in shown if text not in kept]
    unfinished = list(kept.values()).count("unfinished")
    print(f"{KILLS} kills: {len(shown)} verdicts were shown, {len(kept)} texts were kept")
    print(f"{unfinished} of them before their verdict; {len(missing)} missing; file {state}")
    sys.exit(bool(missing) or state != "ok")


if __name__ == "__main__":
    main()
