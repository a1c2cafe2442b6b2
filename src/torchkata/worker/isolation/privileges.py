"""Root's privileges given up: an attempt checked by root is bound by its limits like any other."""

import ctypes
import os
import sys

from torchkata.worker.isolation.landlock import NO_NEW_PRIVILEGES, libc

VERSION = 0x20080522  # of the records below: two words of capabilities
READ_ANY_FILE = 1 << 2  # kept: what is imported may belong to another user


class Header(ctypes.Structure):
    """Whose capabilities are set; 0 is this process."""

    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


class Capabilities(ctypes.Structure):
    """One word of each set."""

    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def drop_privileges() -> None:
    """Give up every capability but that of reading files (Linux); no program gives them back."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    kept = Capabilities(READ_ANY_FILE, READ_ANY_FILE, 0)
    sets = (Capabilities * 2)(kept, Capabilities(0, 0, 0))
    libc().prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc().capset(ctypes.byref(Header(VERSION, 0)), sets)
