"""Which class or function of an attempt stands for which of the reference."""

from torchkata.source.structure.names import likeness

LEAST = 0.35  # likeness of two names


def counterparts(reference: list[str], attempt: list[str], target: str) -> dict[str, str]:
    """The attempt's scope for each of the reference's that has one: "", "f", "Class", "Class.f"."""
    found = {name: name for name in reference if name in attempt}
    outer = [name for name in reference if "." not in name and name not in found]
    own = [name for name in attempt if "." not in name and name not in reference]
    found |= _nearest([n for n in outer if n != target], own)
    for name in list(found):
        theirs = _inside(name, reference)
        mine = _inside(found[name], attempt)
        same = {part: part for part in theirs if part in mine}
        rest = _nearest([p for p in theirs if p not in same], [p for p in mine if p not in same])
        for part, counterpart in (same | rest).items():
            found[f"{name}.{part}"] = f"{found[name]}.{counterpart}"
    return found


def _inside(name: str, scopes: list[str]) -> list[str]:
    return [scope.removeprefix(f"{name}.") for scope in scopes if scope.startswith(f"{name}.")]


def _nearest(wanted: list[str], offered: list[str]) -> dict[str, str]:
    """Pairs by likeness of names; a single one on either side is a pair anyway."""
    if len(wanted) == len(offered) == 1:
        return {wanted[0]: offered[0]}
    ranked = sorted((-likeness(a, b), a, b) for a in wanted for b in offered)
    found: dict[str, str] = {}
    for distance, a, b in ranked:
        if -distance >= LEAST and a not in found and b not in found.values():
            found[a] = b
    return found
