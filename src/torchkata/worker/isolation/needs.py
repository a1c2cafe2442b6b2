"""What Python and torch may still want to read while an attempt runs: lazy imports, libraries.

Paths are plain text here: hundreds are compared before each attempt.
"""

import os
import site
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

PACKAGE_FOLDERS = ("site-packages", "dist-packages")
OTHER_PYTHONS = ("python", "pypy")  # folders of such names hold packages of other interpreters
LIBRARY_VARIABLE = "LD_LIBRARY_PATH"
LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
STORES = ("/nix/store",)  # where whole systems keep what site-packages link to
FILES = (
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/nsswitch.conf",
    "/etc/passwd",  # the name of the user: some caches are called after it
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/self/maps",
    "/proc/self/stat",
    "/proc/self/statm",
    "/proc/self/status",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
)
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")


def readable(hidden: Sequence[Path]) -> tuple[str, ...]:
    """What may be read besides `FILES`, with nothing of torch-kata's own and nothing hidden."""
    packages = package_folders()
    closed = (*own_places(packages), *(os.path.realpath(path) for path in hidden))
    roots = dict.fromkeys(map(os.path.realpath, (*standard_library(), *packages)))
    parts = [part for root in roots for part in without(root, closed)]
    return (*parts, *libraries(closed))


def own_places(packages: Sequence[str]) -> tuple[str, ...]:
    """Where this program and what tells of it lie: its package, and its marks in site-packages."""
    marks = [
        f"{os.path.realpath(folder)}/{name}"
        for folder in packages
        for name in names_in(folder)
        if "torchkata" in name.lower().replace("_", "").replace("-", "")
    ]
    package = Path(__file__).resolve().parents[2]
    return (str(package), *marks, *map(os.path.realpath, marks))


def standard_library() -> tuple[str, ...]:
    """Python's own modules."""
    return (sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))


def package_folders() -> tuple[str, ...]:
    """Where installed packages lie: those folders that this interpreter imports from."""
    named = dict.fromkeys((*site.getsitepackages(), site.getusersitepackages(), *sys.path))
    return tuple(p for p in named if p.endswith(PACKAGE_FOLDERS) and Path(p).is_dir())


def libraries(closed: Sequence[str]) -> Iterator[str]:
    """Shared libraries of the system and of Python, without the packages of other Pythons."""
    named = os.environ.get(LIBRARY_VARIABLE, "").split(os.pathsep)
    folders = (*LIBRARIES, *STORES, *filter(None, named), f"{sys.base_prefix}/lib")
    for folder in dict.fromkeys(map(os.path.realpath, folders)):
        if not Path(folder).is_dir() or is_of_a_python(folder):
            continue
        for name in names_in(folder):
            if not is_of_a_python(name):
                yield from without(f"{folder}/{name}", closed)


def is_of_a_python(path: str) -> bool:
    """Whether this is called like a folder that packages of some Python lie in."""
    return path.rpartition("/")[2].startswith(OTHER_PYTHONS)


def without(root: str, closed: Sequence[str]) -> Iterator[str]:
    """`root`, or those parts of it that neither are nor hold a closed path."""
    inside = [path for path in closed if path.startswith(f"{root}/")]
    if root in closed or any(root.startswith(f"{path}/") for path in closed):
        return
    if not inside:
        yield root
        return
    for name in names_in(root):
        yield from without(f"{root}/{name}", closed)


def names_in(folder: str) -> tuple[str, ...]:
    """The names of what lies in a folder; none where it may not be listed."""
    try:
        with os.scandir(folder) as entries:
            return tuple(entry.name for entry in entries)
    except OSError:
        return ()
