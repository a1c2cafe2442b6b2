"""`kata doctor`: what is installed, where things lie, what an attempt can reach."""

import platform
import sys
from importlib import metadata
from pathlib import Path

from torchkata import __version__, catalog
from torchkata.contracts import Finding, KataError
from torchkata.journal import Journal, data_folder
from torchkata.practice.place import Place

PACKAGES = ("torch", "numpy", "safetensors", "typer", "rich", "libcst")
COMPLETIONS = {
    "bash": ".bash_completions/kata.sh",
    "zsh": ".zfunc/_kata",
    "fish": ".config/fish/completions/kata.fish",
}


def brief_findings(place: Place) -> tuple[Finding, ...]:
    """Everything that can be told without importing torch."""
    return (
        Finding("torch-kata", __version__),
        Finding("python", f"{platform.python_version()} ({sys.executable})"),
        *map(_package, PACKAGES),
        *_katas(place),
        _journal(place),
        *_isolation(place),
        _completion(),
    )


def findings(place: Place) -> tuple[Finding, ...]:
    """All of it, the devices too; imports torch."""
    found = brief_findings(place)
    if any(finding.name == "torch" and finding.good is False for finding in found):
        return found
    from torchkata.judge import devices

    return (*found, *devices())


def _package(name: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        hint = f"install it: {sys.executable} -m pip install {name}"
        return Finding(name, "not installed", good=False, hint=hint)


def _katas(place: Place) -> tuple[Finding, ...]:
    try:
        folders = catalog.kata_folders(place.environ)
        katas = catalog.load(folders, catalog.memory_file(place.environ))
    except KataError as error:
        return (Finding("katas", error.message, good=False, hint=error.hint),)
    hint = "" if katas else "reinstall torch-kata, or name a folder of katas in KATA_PATH"
    roots = [Finding("katas from", str(folder)) for folder in folders]
    return (
        Finding("katas", str(len(katas)), good=len(katas) > 0, hint=hint),
        *(
            Finding(f"kata {name}", error.message, good=False, hint=error.hint)
            for name, error in katas.broken.items()
        ),
        *roots,
        *catalog.pack_problems(),
    )


def _journal(place: Place) -> Finding:
    journal = Journal(data_folder(place.environ))
    try:
        journal.try_out()
    except KataError as error:
        return Finding("journal", error.message, good=False, hint=error.hint)
    return Finding("journal", str(journal.path), good=True)


def _isolation(place: Place) -> tuple[Finding, ...]:
    """The level in force, then what it stops and what it does not."""
    from torchkata.judge import isolation

    found = isolation(place.environ)
    why = f"no more than that: {found.missing}" if found.missing else ""
    return (
        Finding("isolation", found.level, hint=why),
        Finding("stopped", "; ".join(found.stops)),
        Finding("not stopped", "; ".join(found.leaves_open)),
    )


def _completion() -> Finding:
    home = Path.home()
    shells = [shell for shell, place in COMPLETIONS.items() if (home / place).is_file()]
    if shells:
        return Finding("completion", f"installed for {', '.join(shells)}", good=True)
    return Finding("completion", "not installed", hint="install it: kata --install-completion")
