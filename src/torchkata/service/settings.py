"""The user's settings for the service, in `settings.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

IDLE_MINUTES = 30.0


@dataclass(frozen=True, slots=True)
class Settings:
    """The `[service]` table; `problem` says what could not be read of it."""

    enabled: bool = True
    idle_minutes: float = IDLE_MINUTES
    problem: str = ""


def read_settings(path: str) -> Settings:
    """What the file says; the usual settings where it says nothing, or nothing that can be read."""
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("service", {})
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        return Settings(problem=f"{path}: {error}")
    enabled = table.get("enabled", True) if isinstance(table, dict) else None
    if not isinstance(enabled, bool):
        return Settings(problem=f"{path}: service.enabled has to be true or false")
    idle = table.get("idle_minutes", IDLE_MINUTES)
    if isinstance(idle, bool) or not isinstance(idle, int | float) or not 0 < idle < 1e6:
        return Settings(enabled, problem=f"{path}: service.idle_minutes has to be a number above 0")
    return Settings(enabled, float(idle))
