"""A seccomp filter: system calls that no attempt needs end in "not permitted"."""

import ctypes
import errno
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from torchkata.worker.isolation.landlock import call, checked

SET_FILTER, ACTION_AVAILABLE = 1, 2
ALL_THREADS = 1
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
LOAD, EQUALS, AT_LEAST, HAS_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT, THIRD_ARGUMENT = (
    0,
    4,
    16,
    32,
)  # offsets in what a filter looks at
OTHER_TABLE = 0x40000000  # x32 calls on x86_64
THREAD = 0x10000  # of clone: a thread, not a process

# name: (x86_64, aarch64); None where an architecture has no such call
CALLS: dict[str, tuple[int | None, int | None]] = {
    # the network, and what could reach it by another way
    "socket": (41, 198),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    # new processes
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    # other processes
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "process_madvise": (440, 440),
    "setpriority": (141, 140),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
    "ioprio_set": (251, 30),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "setrlimit": (160, 164),
    # what would stay behind in the system
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    # what files are, rather than what is in them
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "open_by_handle_at": (304, 265),
    # the system
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "syslog": (103, 116),
}


@dataclass(frozen=True, slots=True)
class Machine:
    """An architecture as seccomp knows it."""

    audit: int
    column: int  # of CALLS
    seccomp: int
    clone: int
    clone3: int
    affinity: int  # sched_setaffinity, of the process named first
    limits: int  # prlimit64, which also sets them
    signals: tuple[int, ...]  # kill and its like: to the process named first


MACHINES = {
    "x86_64": Machine(0xC000003E, 0, 317, 56, 435, 203, 302, (62, 200, 234, 129, 297)),
    "aarch64": Machine(0xC00000B7, 1, 277, 220, 435, 122, 261, (129, 130, 131, 138, 240)),
}


class Instruction(ctypes.Structure):
    """One step of a filter program."""

    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("operand", ctypes.c_uint32),
    )


class Program(ctypes.Structure):
    """A filter."""

    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(Instruction)))


def is_offered() -> bool:
    """Whether filters can be set here, on an architecture whose calls are known."""
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return False
    action = ctypes.c_uint32(REFUSE)
    return call(machine.seccomp, ACTION_AVAILABLE, 0, ctypes.byref(action)) == 0


def restrict(*, signals_are_scoped: bool) -> None:
    """Refuse those calls from now on. Raises OSError.

    Signals go to this process alone where the kernel cannot tell its own children from others.
    """
    machine = MACHINES[platform.machine()]
    steps = list(filter_steps(machine, own=None if signals_are_scoped else os.getpid()))
    array: Any = (Instruction * len(steps))(*steps)
    program = Program(len(steps), array)
    checked(call(machine.seccomp, SET_FILTER, ALL_THREADS, ctypes.byref(program)))


def filter_steps(machine: Machine, *, own: int | None) -> Iterator[Instruction]:
    """The program: another architecture's calls, then process by process, then the table."""
    yield Instruction(LOAD, 0, 0, ARCHITECTURE)
    yield Instruction(EQUALS, 1, 0, machine.audit)
    yield refused(errno.ENOSYS)
    yield Instruction(LOAD, 0, 0, NUMBER)
    yield Instruction(AT_LEAST, 0, 1, OTHER_TABLE)
    yield refused(errno.ENOSYS)
    for numbers in CALLS.values():
        number = numbers[machine.column]
        if number is not None:
            yield from refusal(number, errno.EPERM)
    yield from refusal(machine.clone3, errno.ENOSYS)  # callers then use clone, whose flags show
    yield from threads_only(machine.clone)
    yield from to_one_process_only(machine.affinity, 0)  # the calling one
    yield from without_third_argument(machine.limits)  # to be told limits, not to set them
    if own is not None:
        for number in machine.signals:
            yield from to_one_process_only(number, own)
    yield Instruction(RETURN, 0, 0, ALLOW)


def refusal(number: int, code: int) -> Iterator[Instruction]:
    """Refuse one call."""
    yield Instruction(EQUALS, 0, 1, number)
    yield refused(code)


def threads_only(number: int) -> Iterator[Instruction]:
    """Refuse to clone anything but a thread."""
    yield Instruction(EQUALS, 0, 4, number)
    yield Instruction(LOAD, 0, 0, FIRST_ARGUMENT)
    yield Instruction(HAS_BITS, 1, 0, THREAD)
    yield refused(errno.EPERM)
    yield Instruction(RETURN, 0, 0, ALLOW)


def to_one_process_only(number: int, process: int) -> Iterator[Instruction]:
    """Refuse a call whose first argument is another process."""
    yield Instruction(EQUALS, 0, 4, number)
    yield Instruction(LOAD, 0, 0, FIRST_ARGUMENT)
    yield Instruction(EQUALS, 1, 0, process)
    yield refused(errno.EPERM)
    yield Instruction(RETURN, 0, 0, ALLOW)


def without_third_argument(number: int) -> Iterator[Instruction]:
    """Refuse a call whose third argument is not null; both halves of it are looked at."""
    yield Instruction(EQUALS, 0, 6, number)
    yield Instruction(LOAD, 0, 0, THIRD_ARGUMENT)
    yield Instruction(EQUALS, 0, 2, 0)
    yield Instruction(LOAD, 0, 0, THIRD_ARGUMENT + 4)
    yield Instruction(EQUALS, 1, 0, 0)
    yield refused(errno.EPERM)
    yield Instruction(RETURN, 0, 0, ALLOW)


def refused(code: int) -> Instruction:
    """End in an error."""
    return Instruction(RETURN, 0, 0, REFUSE | code)
