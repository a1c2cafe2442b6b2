"""Pages that a command writes for a browser."""

from torchkata.cli import screen
from torchkata.cli.complete import here
from torchkata.contracts import KataError

ENDINGS = (".html", ".htm")


def write(name: str, text: str) -> None:
    """Write a page, and say so beside the results. A file that is no page of ours is left alone."""
    from torchkata.render.whole_page import MARKER

    place = here()
    path = place.path(name)
    if path.suffix.lower() not in ENDINGS:
        raise KataError(f'"{name}" is no name for a page', hint=f"try `--html {path.stem}.html`")
    try:
        if path.exists() and MARKER not in path.read_text(encoding="utf-8", errors="replace"):
            raise KataError(
                f'"{name}" is there already and is not a page of torch-kata',
                hint="choose another name, or move it away",
            )
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise KataError(
            f'"{name}" cannot be written: {reason}', hint="name another file"
        ) from error
    screen.remark(f"wrote {place.shown(path)}")
