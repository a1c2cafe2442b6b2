"""Where the service listens and its settings lie: a socket for each user and interpreter."""

import os
import sys
from binascii import crc32

PROTOCOL = "1"
STATUS = "\x1fstatus"  # asks how the service is, where a program has its name
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 (pathlib is dear here)
DIRECTORY, TYPE_OF = 0o040000, 0o170000


def key() -> str:
    """What a command and its service must have in common."""
    settings = sorted(f"{k}={v}" for k, v in os.environ.items() if k.startswith("PYTHON"))
    parts = [PROTOCOL, sys.executable, PACKAGE, sys.getfilesystemencoding(), *settings]
    return "\n".join(parts)


def folder() -> str:
    """The folder of the sockets, the user's own."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime:
        return f"{runtime}/torch-kata"
    return f"{os.environ.get('TMPDIR') or '/tmp'}/torch-kata-{os.getuid()}"


def path() -> str:
    """The socket."""
    return f"{folder()}/{crc32(os.fsencode(key())):08x}.socket"


def settings_file() -> str:
    """Where the user's settings lie."""
    home = os.environ.get("TORCH_KATA_HOME")
    if home:
        return f"{os.path.expanduser(home)}/settings.toml"  # noqa: PTH111
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/torch-kata/settings.toml")  # noqa: PTH111
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
    return f"{base}/torch-kata/settings.toml"


def make_folder() -> None:
    """Make the folder, or raise OSError where it is not this user's alone."""
    place = folder()
    try:
        os.mkdir(place, 0o700)  # noqa: PTH102
    except FileExistsError:
        found = os.lstat(place)
        private = found.st_uid == os.getuid() and not found.st_mode & 0o077
        if found.st_mode & TYPE_OF != DIRECTORY or not private:
            raise PermissionError(f"{place} is not a folder of yours alone") from None
