"""Files as words of a command."""

from pathlib import Path

PLAIN = "_@%+=:,./~-"  # beside letters and digits


def typed(path: Path | str) -> str:
    """A file as it has to be typed in a shell: quoted where a space is in it, say."""
    text = str(path)
    if text.startswith(("-", "~")):
        text = f"./{text}"
    if all(sign.isalnum() or sign in PLAIN for sign in text):
        return text
    inside = text.replace("'", "'\"'\"'")
    return f"'{inside}'"
