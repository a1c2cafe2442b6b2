"""The texts that lie beside a `kata.toml`."""

from pathlib import Path

from torchkata.contracts import Kata, KataError


def reference_text(kata: Kata) -> str:
    """The source of the model to be learned."""
    return file_text(kata.reference)


def notes_text(kata: Kata) -> str:
    """What the author says about the model, in Markdown; "" where there is nothing."""
    path = kata.folder / "notes.md"
    return file_text(path) if path.is_file() else ""


def driver_text(kata: Kata) -> str | None:
    """The source of the kata's driver; None where its kind needs none."""
    return None if kata.driver is None else file_text(kata.driver)


def file_text(path: Path) -> str:
    """A file of a kata. KataError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KataError(
            f"{path} cannot be read: {error}", hint="reinstall the kata's pack", exit_code=3
        ) from None
