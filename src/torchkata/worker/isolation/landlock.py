"""Linux's Landlock by its three system calls: files a process may use, decided by itself."""

import ctypes
import os
import stat
from collections.abc import Iterable
from functools import cache

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
VERSION_FLAG = 1
PATH_BENEATH = 1
NO_NEW_PRIVILEGES = 38  # of prctl
TRUNCATE, DEVICES, SCOPES = 3, 5, 6  # versions that brought something

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE_FILE, IOCTL_DEVICE = 1 << 14, 1 << 15
ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE_FILE | IOCTL_DEVICE
ALL_UP_TO_TRUNCATE = (1 << 15) - 1
READ = READ_FILE | READ_DIR
USE = READ_FILE | WRITE_FILE
WORK = ALL_UP_TO_TRUNCATE & ~EXECUTE
TCP = 0b11  # bind and connect
SCOPED = 0b11  # abstract sockets and signals


class Ruleset(ctypes.Structure):
    """What is denied unless a rule allows it."""

    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class PathRule(ctypes.Structure):
    """What is allowed on a file, or below a folder."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


@cache
def version() -> int:
    """The version that the running kernel offers; 0 for none."""
    return max(0, call(CREATE_RULESET, None, 0, VERSION_FLAG))


def rules(readable: Iterable[str], usable: Iterable[str]) -> int:
    """A descriptor of rules by which these can be read, or read and written, and no others.

    Signals to processes that this one did not start are refused too, where the kernel can.
    Raises OSError.
    """
    files = ALL_UP_TO_TRUNCATE | (IOCTL_DEVICE if version() >= DEVICES else 0)
    denied = Ruleset(files, TCP if version() >= 4 else 0, SCOPED if version() >= SCOPES else 0)
    ruleset = checked(call(CREATE_RULESET, ctypes.byref(denied), ctypes.sizeof(denied), 0))
    try:
        for paths, allowed in ((readable, READ), (usable, USE)):
            for path in paths:
                allow(ruleset, path, allowed)
    except OSError:
        os.close(ruleset)
        raise
    return ruleset


def restrict(ruleset: int, work: str) -> None:
    """Be bound by these rules from now on; in `work` all is allowed but execution.

    Raises OSError.
    """
    allow(ruleset, work, WORK)
    checked(libc().prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    checked(call(RESTRICT_SELF, ruleset, 0))


def allow(ruleset: int, path: str, allowed: int) -> None:
    """Add a rule for a path, if it is there."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        rule = PathRule(allowed if is_folder else allowed & ON_FILES, descriptor)
        checked(call(ADD_RULE, ruleset, PATH_BENEATH, ctypes.byref(rule), 0))
    finally:
        os.close(descriptor)


@cache
def libc() -> ctypes.CDLL:
    """The C library, for what Python has no function for."""
    return ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: object) -> int:
    """One system call."""
    longs = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return int(libc().syscall(ctypes.c_long(number), *longs))


def checked(result: int) -> int:
    """The result, or what went wrong as OSError."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
