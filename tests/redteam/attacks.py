"""The hostile and clumsy files: what each tries, and the verdict it must get.

A file's header says it: `# kata:`, `# attack:`, `# verdict:` (passed, failed, error, or several
joined by "or"), and where it matters `# fails:` (the check), `# level:` (the only isolation level
it is run at), `# open at:` (the level that does not stop it), `# known:` (why it does not get its
verdict yet) and `# alone:` (in a process of its own, because it turns against the process that
checks it).
"""

import re
from dataclasses import dataclass
from pathlib import Path

FILES = Path(__file__).parent / "files"
KATAS = Path(__file__).parent / "katas"
HEADER = re.compile(
    r"^#\s*(attack|verdict|fails|level|open at|known|alone): *(.+?)\s*$", re.MULTILINE
)
OF_THE_SYSTEM = re.compile(
    r"\b(os|sys|signal|socket|subprocess|resource|ctypes|threading|pathlib|importlib)\b"
)


@dataclass(frozen=True)
class Attack:
    """One file."""

    name: str
    data: bytes
    verdicts: tuple[str, ...]
    fails: str | None = None
    level: str | None = None
    open_at: str | None = None
    known: str | None = None
    alone: bool = False

    @property
    def depends_on_level(self) -> bool:
        """Whether it touches what an isolation level guards."""
        return OF_THE_SYSTEM.search(text_of(self.data)) is not None


def text_of(data: bytes) -> str:
    """The text of a file that may be in any encoding."""
    return data.replace(b"\0", b"").decode("latin-1")


def read(path: Path) -> Attack:
    """An attack from its file."""
    data = path.read_bytes()
    said = dict(HEADER.findall(text_of(data)))
    assert said.keys() >= {"attack", "verdict"}, f"{path} lacks a header"
    return Attack(
        path.stem,
        data,
        tuple(said["verdict"].split(" or ")),
        said.get("fails"),
        said.get("level"),
        said.get("open at"),
        said.get("known"),
        "alone" in said,
    )


def made() -> tuple[Attack, ...]:
    """Files that are better made than kept."""
    head = b"# kata: softmax\n"
    parse = ("failed",)
    return (
        Attack("empty", b"", ("failed",), "static"),
        Attack("two_megabytes", head + b"#" * 2**21, parse, "parse"),
        Attack("deep_brackets", head + b"x = " + b"(" * 10**5 + b")" * 10**5, parse, "parse"),
        Attack("deep_blocks", head + indented(200), parse, "parse"),
        Attack("deep_sum", head + b"x = " + b"1+" * 10**5 + b"1\n", parse, "parse"),
        Attack("deep_minus", head + b"softmax = " + b"-" * 2000 + b"1\n", ("failed",)),
        Attack("deep_calls", head + b"softmax = x" + b".softmax()" * 600, ("failed", "error")),
        Attack("long_number", head + b"softmax = " + b"9" * 10**5, parse, "parse"),
        Attack("noise", head + bytes(range(1, 256)) * 40, parse, "parse"),
    )


def indented(depth: int) -> bytes:
    """Blocks inside blocks."""
    lines = [b" " * level + b"if 1:" for level in range(depth)]
    return b"\n".join([*lines, b" " * depth + b"pass\n"])


ATTACKS = (*map(read, sorted(FILES.glob("*.py"))), *made())
