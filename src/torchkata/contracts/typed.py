"""Files as words of a command."""

from pathlib import Path


def typed(path: Path | str) -> str:
    """A file as it has to be typed in a shell: quoted where a space is in it, say."""
    import shlex  # takes a while, and few commands need it

    text = str(path)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)
