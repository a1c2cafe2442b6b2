"""Bytes of a Python file to text, as Python itself would read them."""

import codecs
import io
import re
import tokenize

from torchkata.contracts import KataError, SyntaxProblem

MAX_BYTES = 1 << 20
# Encodings that Python accepts in a coding line, but that are not for source text: they can take
# time quadratic in the length, or make lone surrogates.
NOT_FOR_SOURCE = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
CODING = re.compile(rb"[ \t\f]*#.*?coding[:=]")
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """The text of a file: byte order mark, coding line and every kind of newline dealt with.

    Raises KataError for a file over 1 MiB, null bytes, and bytes that its encoding does not have.
    """
    text = decoded(data)
    if isinstance(text, SyntaxProblem):
        raise KataError(f"line {text.line}: {text.message}", hint="save the file as UTF-8 text")
    return text


def decoded(data: bytes) -> str | SyntaxProblem:
    """The text, or why there is none."""
    if len(data) > MAX_BYTES:
        return SyntaxProblem(1, 1, "", f"the file has more than {MAX_BYTES} bytes")
    if data.startswith(WIDE_MARKS):
        return SyntaxProblem(1, 1, "", "the file is UTF-16, expected UTF-8")
    if b"\0" in data:
        return _problem(data, data.index(b"\0"), "the file holds a null byte")
    try:
        encoding = _encoding(data)
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return _problem(data, error.start, f"byte 0x{data[error.start]:02x} is not {encoding}")
    except (SyntaxError, LookupError, UnicodeError) as error:
        words = str(error).splitlines()[0] if str(error) else "unknown encoding"
        return _problem(data, _coding_line(data), words)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes) -> str:
    """By the byte order mark, the coding line, or else UTF-8; SyntaxError where it is unknown."""
    try:
        found, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        if "missing encoding" in str(error):
            return "utf-8"  # the first lines are not UTF-8: decoding all of it tells where
        raise
    if codecs.lookup(found).name in NOT_FOR_SOURCE:
        raise SyntaxError(f"{found} is no encoding for source text")
    return found


def _coding_line(data: bytes) -> int:
    """Where the line begins that names an encoding: the second one, or the first."""
    first, end, second = data.partition(b"\n")
    is_second = CODING.match(second.partition(b"\n")[0]) and not CODING.match(first)
    return len(first + end) if is_second else 0


def _problem(data: bytes, at: int, message: str) -> SyntaxProblem:
    """A problem at one byte; its line is shown with every byte as some character."""
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    start = before.rfind(b"\n") + 1
    rest = data[at:].replace(b"\r", b"\n").split(b"\n")[0]
    text = (before[start:] + rest).decode("utf-8", errors="replace").replace("\0", "\ufffd")
    column = len(before[start:].decode("utf-8", errors="replace")) + 1
    return SyntaxProblem(before.count(b"\n") + 1, column, text, message)
