import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # machines may be busy
settings.load_profile("unhurried")

PACK = Path(__file__).parent / "pack"
Write = Callable[..., Path]


@pytest.fixture
def pack() -> Path:
    """Two katas that are right: `double` and, built on it, `mean_pool`."""
    return PACK


@pytest.fixture
def changed(tmp_path: Path) -> Write:
    """Copies a kata of the pack and replaces text in its kata.toml; gives the copy's root."""

    def write(*replacements: tuple[str, str], kata: str = "mean_pool", extra: str = "") -> Path:
        root = tmp_path / "katas"
        for folder in PACK.iterdir():
            shutil.copytree(folder, root / folder.name)
        path = root / kata / "kata.toml"
        text = path.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text + extra, encoding="utf-8")
        return root

    return write
