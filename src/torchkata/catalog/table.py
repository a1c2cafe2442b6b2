"""A table of a `kata.toml`, read key by key so that all its mistakes are found at once."""

import difflib
import math
import textwrap
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from torchkata.contracts import KataError

Choice = TypeVar("Choice", bound=StrEnum)
T = TypeVar("T")
MISSING = object()


class Table:
    """Takes keys out by type. A mistake is noted under its full key and reading goes on."""

    def __init__(self, values: Mapping[str, object], key: str, mistakes: list[str]) -> None:
        self.values = dict(values)
        self.key = key
        self.mistakes = mistakes
        self.asked: list[str] = []

    def note(self, key: str, message: str) -> None:
        """Remember a mistake under `key`; `key` is "" for the table itself."""
        self.mistakes.append(f"{self._path(key)}: {message}")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        self.asked.append(key)
        return key in self.values

    def text(self, key: str) -> str:
        """A string that is not empty, without the space around it."""
        value = self._taken(key, "a text", None)
        if isinstance(value, str) and value.strip():
            return value.strip()
        return self._wrong(key, value, "a text that is not empty", "")

    def code(self, key: str) -> str:
        """Lines of Python, without the indentation they share; empty where the key is missing."""
        value = self._taken(key, "lines of Python", "")
        if isinstance(value, str):
            return textwrap.dedent(value).strip("\n")
        return self._wrong(key, value, "lines of Python", "")

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of strings, none empty, none twice."""
        value = self._taken(key, "a list of texts", None if required else [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            return self._wrong(key, value, "a list of texts", ())
        for double in sorted({text for text in value if value.count(text) > 1}):
            self.note(key, f"{shown(double)} is listed twice")
        return tuple(text.strip() for text in value)

    def choice(self, key: str, kinds: type[Choice], default: Choice | None = None) -> Choice:
        """One of the words of `kinds`; missing is a mistake where there is no default."""
        words = [str(kind) for kind in kinds]
        value = self._taken(key, f"one of {', '.join(words)}", default)
        if isinstance(value, str) and value in words:
            return kinds(value)
        fallback = next(iter(kinds))
        return self._wrong(key, value, f"one of {', '.join(words)}{near(value, words)}", fallback)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._taken(key, "true or false", default)
        return value if isinstance(value, bool) else self._wrong(key, value, "true or false", False)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number, 0 or more."""
        value = self._taken(key, "a whole number", default)
        if type(value) is int and value >= 0:
            return value
        return self._wrong(key, value, "a whole number, 0 or more", 0)

    def seconds(self, key: str, default: float) -> float:
        """A length of time, more than 0."""
        value = self._taken(key, "a number of seconds", default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf:
            return float(value)
        return self._wrong(key, value, "a number of seconds above 0", default)

    def table(self, key: str) -> "Table":
        """A table inside; empty where the key is missing."""
        value = self._taken(key, "a table", {})
        if not isinstance(value, dict):
            self._wrong(key, value, "a table", None)
            value = {}
        return Table(value, self._path(key), self.mistakes)

    def tables(self, key: str) -> list["Table"]:
        """An array of tables; their keys are numbered from 1."""
        value = self._taken(key, "an array of tables", [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            return self._wrong(key, value, f"tables, each begun by [[{key}]]", [])
        path = self._path(key)
        return [Table(v, f"{path}[{i}]", self.mistakes) for i, v in enumerate(value, start=1)]

    def names(self) -> list[str]:
        """All keys, each of which must be a Python name; the others are mistakes."""
        self.asked.extend(self.values)
        for key in self.values:
            if not key.isidentifier():
                self.note(key, "is not a Python name")
        return [key for key in self.values if key.isidentifier()]

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                expected = near(key, self.asked) or f"; expected {', '.join(self.asked)}"
                self.note(key, f"is not a key here{expected}")

    def _taken(self, key: str, expected: str, default: object) -> object:
        self.asked.append(key)
        if key not in self.values and default is None:
            self.note(key, f"is missing, expected {expected}")
            return MISSING
        return self.values.get(key, default)

    def _wrong(self, key: str, value: object, expected: str, instead: T) -> T:
        if value is not MISSING:
            self.note(key, f"found {shown(value)}, expected {expected}")
        return instead

    def _path(self, key: str) -> str:
        return ".".join(part for part in (self.key, key) if part) or "file"


def shown(value: object) -> str:
    """A value as TOML would write it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def near(word: object, options: Iterable[str]) -> str:
    """`; did you mean "…"?` where one of the options is close, else nothing."""
    close = difflib.get_close_matches(str(word), list(options), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


def noted(table: Table, key: str, error: KataError) -> None:
    """Remember what another reader found wrong with the value of `key`."""
    table.note(key, f"{error.message}; {error.hint}" if error.hint else error.message)
