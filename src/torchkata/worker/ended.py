"""Whether a process is over."""

import os
from contextlib import suppress
from pathlib import Path


def has_ended(process: int) -> bool:
    """Whether it is, also where nobody has asked how (Linux); False where that cannot be told."""
    if os.name != "posix":
        return False
    with suppress(OSError):
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state == "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
