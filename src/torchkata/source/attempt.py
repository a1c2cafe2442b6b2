"""A learner's file, read without running it."""

import ast
import re
import warnings
from pathlib import Path

from torchkata.contracts import Attempt, SyntaxProblem
from torchkata.source.decode import decoded
from torchkata.source.definitions import definitions

HEADER = re.compile(r"#+\s*kata\s*:\s*([\w-]+)", re.ASCII)
FILENAME = "<attempt>"  # not the path: Python would open it to quote the line


def read_attempt(data: bytes, path: Path) -> Attempt:
    """What the file says: its text, its kata, what it defines, and why it is not Python if so.

    Never raises: whatever is wrong with the bytes is the record's `problem`.
    """
    text = decoded(data)
    if isinstance(text, SyntaxProblem):
        return Attempt(path, "", _header(data.decode("utf-8", errors="replace")), (), text)
    tree = parsed(text)
    if isinstance(tree, SyntaxProblem):
        return Attempt(path, text, _header(text), (), tree)
    try:
        return Attempt(path, text, _header(text), definitions(tree), None)
    except RecursionError as error:  # some versions of Python compile what is nested deeper
        return Attempt(path, text, _header(text), (), _unreadable(error))


def parsed(text: str) -> ast.Module | SyntaxProblem:
    """The syntax tree, or the first problem that Python itself finds when it compiles the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text, FILENAME)
        except SyntaxError as error:
            return _problem(text, error, (error.offset or 1) - 1)
        except (ValueError, RecursionError, MemoryError) as error:
            return _unreadable(error)
        try:
            compile(tree, FILENAME, "exec", dont_inherit=True)
        except SyntaxError as error:  # e.g. a return outside a function; its offset counts bytes
            return _problem(text, error, _characters(text, error))
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            return _unreadable(error)
    return tree


def _header(text: str) -> str | None:
    """The id in a line `# kata: ID` among the comments that the file begins with."""
    for line in text.lstrip("\ufeff").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            return None
        if found := HEADER.match(line.strip()):
            return found[1]
    return None


def _problem(text: str, error: SyntaxError, before: int) -> SyntaxProblem:
    lines = text.split("\n")
    line = min(max(error.lineno or 1, 1), len(lines))
    shown = lines[line - 1]
    column = min(max(before, 0), len(shown)) + 1
    return SyntaxProblem(line, column, shown, error.msg or "invalid syntax")


def _characters(text: str, error: SyntaxError) -> int:
    """How many characters stand before the byte that the error points at."""
    lines = text.split("\n")
    line = lines[min(max(error.lineno or 1, 1), len(lines)) - 1]
    return len(line.encode()[: max((error.offset or 1) - 1, 0)].decode(errors="ignore"))


def _unreadable(error: BaseException) -> SyntaxProblem:
    if isinstance(error, RecursionError | MemoryError):
        return SyntaxProblem(1, 1, "", "the code is nested too deeply to be read")
    return SyntaxProblem(1, 1, "", f"cannot be read: {error}")
