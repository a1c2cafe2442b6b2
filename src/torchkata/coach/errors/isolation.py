"""What an attempt's process may not do: files that it may not touch, and too much of them."""

import re

from torchkata.coach.errors.rule import Rule
from torchkata.contracts import Explanation, Raised

IMPORT = re.compile(r"\d+ │ (?:import|from)\b")
REACH = (
    "an attempt runs isolated: it reads Python's own folders and installed packages, and writes in "
    "its temporary folder; kata doctor tells what it can reach"
)
MEANWHILE = "TORCH_KATA_ISOLATION=process lets files of your own reach more"


def refused_file(found: re.Match[str], raised: Raised) -> Explanation:
    """A file that may not be read or written."""
    if IMPORT.match(next(iter(raised.excerpt), "")):
        return Explanation(
            f"the module in {found[1]} may not be read here",
            REACH,
            f"can what it holds stand in this file itself? ({MEANWHILE})",
        )
    return Explanation(
        f"{found[1]} may not be read or written here",
        REACH,
        f"can it be done without that file? ({MEANWHILE})",
    )


def refused(found: re.Match[str], raised: Raised) -> Explanation:
    """The network, another process."""
    return Explanation(
        "the process of an attempt may not do this",
        "an attempt runs isolated: no network, no other programs or processes; kata doctor tells "
        "what it can reach",
        "can it be done without?",
    )


def too_much(found: re.Match[str], raised: Raised) -> Explanation:
    """More printed or written than a file may hold."""
    return Explanation(
        "more is printed or written than the 16 MiB that a file of an attempt may hold",
        "what an attempt prints goes into a file, and the report shows its beginning",
        "does it print in a loop, or a whole tensor where its shape would tell as much?",
    )


RULES = (
    Rule("refused file", r"\[Errno 13\] Permission denied: '([^']+)'", refused_file),
    Rule("refused", r"\[Errno 1\] Operation not permitted", refused),
    Rule("too much output", r"\[Errno 27\] File too large", too_much),
)
