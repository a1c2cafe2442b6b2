"""The `kata` entry point: hands the command to the service, or runs it here.

It imports as little as it can: before a warm command is over, nothing else of the program is loaded
in this process.
"""

import _signal  # type: ignore[import-not-found]  # signal itself brings enum
import _socket
import os
import sys

from torchkata.service import address

TYPE_CHECKING = False  # typing is dear here
if TYPE_CHECKING:
    from collections.abc import Mapping

PROFITS = ("check", "trace")  # commands that start a service where there is none
ALONE = ("service", "dev", "watch", "debug", "drill")  # commands that run in their own process
SHELL = ("--install-completion", "--show-completion")  # find the caller's shell above themselves
START_SECONDS = 30.0  # for a service that is being started
ANSWER_SECONDS = 1.0  # for one that is there
PASSED_ON = tuple(
    getattr(_signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGWINCH")
)
ENDING = PASSED_ON[:4]
INT_SIZE = 4
INTERRUPTED = 130


def main() -> None:
    """Run one `kata` command and exit with its code."""
    open_streams()
    try:
        words = sys.argv[1:]
        code = None
        if is_wanted(words):
            code = run_there(sys.argv, (0, 1, 2))
        if code is None:
            code = run_here()
    except KeyboardInterrupt:  # before the command itself began, which tells it by itself
        os.write(2, b"kata: interrupted\n")
        code = INTERRUPTED
    leave(code)


def open_streams() -> None:
    """Put nothing in the place of a closed stream: the next file opened would stand there."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
            setattr(sys, name, open(number, "w" if number else "r", closefd=False))  # noqa: SIM115


def is_wanted(words: list[str]) -> bool:
    """Whether this command may run in the service."""
    if not hasattr(_socket, "AF_UNIX") or not hasattr(os, "fork"):
        return False
    if command_of(words) in ALONE or any(word in SHELL for word in words):
        return False
    return is_allowed()


def is_allowed() -> bool:
    """Whether a service may be used at all: by KATA_SERVICE, else by the settings."""
    variable = os.environ.get("KATA_SERVICE", "")
    if variable:
        return variable != "0"
    settings = address.settings_file()
    if not os.access(settings, os.R_OK):
        return True
    from torchkata.service.settings import read_settings

    return read_settings(settings).enabled


def command_of(words: list[str]) -> str:
    """The command among the words; "" where there is none."""
    return next((word for word in words if not word.startswith("-")), "")


def run_there(argv: list[str], streams: tuple[int, int, int]) -> int | None:
    """The exit code of a command run by the service; None where it has to run here."""
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        process = taken(connection, argv, streams, os.environb, os.getcwd())  # noqa: PTH109
        return None if process is None else outcome(connection, process)
    except (OSError, ValueError):
        return None
    finally:
        connection.close()


def taken(
    connection: "_socket.socket",
    argv: list[str],
    streams: tuple[int, int, int],
    environ: "Mapping[bytes, bytes]",
    folder: str,
) -> int | None:
    """The process of the service that takes a command; None where it has to run here.

    Raises OSError and ValueError, which say no more than that.
    """
    profits = command_of(argv[1:]) in PROFITS
    if not connect(connection, starting=profits):
        return None
    connection.settimeout(START_SECONDS if profits else ANSWER_SECONDS)
    send(connection, request(argv, environ, folder), streams)
    answer = line(connection)
    if not answer.startswith(b"+"):
        return None
    connection.settimeout(None)
    return int(answer[1:])


def connect(connection: "_socket.socket", *, starting: bool) -> bool:
    """Connect to the service; where none listens, one may be started."""
    connection.settimeout(ANSWER_SECONDS)
    try:
        connection.connect(address.path())
    except (FileNotFoundError, ConnectionRefusedError):
        if not starting or (os.environ.get("CI") and os.environ.get("KATA_SERVICE") != "1"):
            return False
        from torchkata.service.start import start

        start()
        connection.connect(address.path())
    return True


def request(argv: list[str], environ: "Mapping[bytes, bytes]", folder: str) -> bytes:
    """A command and its surroundings, as one message."""
    umask = os.umask(0o77)
    os.umask(umask)
    streams = (sys.stdin, sys.stdout, sys.stderr)
    encodings = [getattr(stream, "encoding", None) or "utf-8" for stream in streams]
    errors = getattr(sys.stdout, "errors", None) or "strict"
    head = [address.key(), folder, str(umask), *encodings, errors, str(len(argv))]
    settings = [name + b"=" + value for name, value in environ.items()]
    body = b"\0".join([*map(os.fsencode, head), *map(os.fsencode, argv), *settings])
    return len(body).to_bytes(INT_SIZE, "little") + body


def send(connection: "_socket.socket", message: bytes, streams: tuple[int, int, int]) -> None:
    """Send a message, and the descriptors with its first bytes."""
    descriptors = b"".join(number.to_bytes(INT_SIZE, sys.byteorder) for number in streams)
    passed = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, descriptors)]
    sent = connection.sendmsg([message], passed)
    if sent < len(message):
        connection.sendall(message[sent:])


def line(connection: "_socket.socket") -> bytes:
    """One line, without its end; shorter where the other side is gone."""
    received = b""
    while (part := connection.recv(1)) not in (b"", b"\n"):  # the next line stays where it is
        received += part
    return received


def outcome(connection: "_socket.socket", process: int) -> int | None:
    """Wait for the exit code; what is signalled to this process is signalled to that one."""
    signalled: list[int] = []
    before = {number: _signal.getsignal(number) for number in (*PASSED_ON, _signal.SIGTSTP)}

    def pass_on(number: int, frame: object) -> None:
        signalled.append(number)
        signal_to(process, number)

    def stop(number: int, frame: object) -> None:
        signal_to(process, _signal.SIGSTOP)
        _signal.signal(number, _signal.SIG_DFL)
        os.kill(os.getpid(), number)  # stops here until this process is continued
        _signal.signal(number, stop)
        signal_to(process, _signal.SIGCONT)

    try:
        for number in PASSED_ON:
            if before[number] is not _signal.SIG_IGN:
                _signal.signal(number, pass_on)
        if before[_signal.SIGTSTP] is _signal.SIG_DFL:
            _signal.signal(_signal.SIGTSTP, stop)
        answer = line(connection)
    finally:
        for number, handler in before.items():
            _signal.signal(number, handler)
    if answer:
        return int(answer)
    ending = [number for number in signalled if number in ENDING]
    if ending:  # it died of the signal, and so does its caller
        _signal.signal(ending[-1], _signal.SIG_DFL)
        os.kill(os.getpid(), ending[-1])
    return None


def signal_to(process: int, number: int) -> None:
    """Send a signal, if there is still somebody to get it."""
    try:  # noqa: SIM105 (contextlib is dear here)
        os.kill(process, number)
    except ProcessLookupError:
        pass


def run_here() -> int:
    """The same command, without a service."""
    import gc

    gc.disable()  # nothing of what is imported is ever garbage
    from torchkata.cli.afterwards import do_the_rest
    from torchkata.service.program import program

    code = program()
    do_the_rest()
    return code


def leave(code: int) -> None:
    """End at once: what the interpreter would tidy up now, the system frees faster."""
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass
    os._exit(code)
