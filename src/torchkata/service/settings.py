"""The user's settings for the service, in `settings.toml`."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from torchkata.service import address

if TYPE_CHECKING:
    from torchkata.contracts.doctor import Finding

IDLE_MINUTES = 30.0
KNOWN = ("enabled", "idle_minutes")
INSTEAD = "the usual settings are used"


@dataclass(frozen=True, slots=True)
class Settings:
    """The `[service]` table; `problem` says what is wrong there, and what holds instead."""

    enabled: bool = True
    idle_minutes: float = IDLE_MINUTES
    problem: str = ""


def read_settings(path: str) -> Settings:
    """What the file says; the usual settings where it says nothing, or nothing that can be read."""
    try:
        document = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        return Settings(problem=f"{path}: {error}; {INSTEAD}")
    table = document.get("service", {})
    enabled = table.get("enabled", True) if isinstance(table, dict) else None
    if not isinstance(enabled, bool):
        return Settings(problem=f"{path}: service.enabled has to be true or false; {INSTEAD}")
    idle = table.get("idle_minutes", IDLE_MINUTES)
    if isinstance(idle, bool) or not isinstance(idle, int | float) or not 0 < idle < 1e6:
        problem = f"{path}: service.idle_minutes has to be a number above 0; {INSTEAD}"
        return Settings(enabled, problem=problem)
    return Settings(enabled, float(idle), _unknown(path, document))


def _unknown(path: str, document: dict[str, Any]) -> str:
    """What is said of the first name in the file that is no setting; "" where there is none."""
    inner = [f"service.{name}" for name in document.get("service", {}) if name not in KNOWN]
    names = [*(name for name in document if name != "service"), *inner]
    known = ", ".join(f"service.{name}" for name in KNOWN)
    return f"{path}: {names[0]} is no setting; there are {known}" if names else ""


def finding() -> "Finding | None":
    """What `kata doctor` says of the file; None where there is none."""
    from torchkata.contracts.doctor import Finding

    path = address.settings_file()
    if not os.path.lexists(path):
        return None
    problem = read_settings(path).problem
    return Finding("settings", problem or path, good=not problem)
