"""Which devices torch sees, for `--device` and `kata doctor`."""

import torch

from torchkata.contracts import Finding, KataError

NAMES = ("cpu", "cuda", "mps")


def is_available(device: str) -> bool:
    """Whether torch can compute there."""
    if device == "cuda":
        return torch.cuda.is_available()
    if device == "mps":
        return torch.backends.mps.is_available()
    return device == "cpu"


def resolve(device: str) -> str:
    """`auto` is the first accelerator there is, else the CPU. Raises KataError."""
    if device == "auto":
        return next((name for name in ("cuda", "mps") if is_available(name)), "cpu")
    if device not in NAMES:
        raise KataError(f"unknown device '{device}'", hint="Use auto, cpu, cuda or mps.")
    if not is_available(device):
        raise KataError(
            f"torch {torch.__version__} sees no {device} device here",
            hint="Run `kata doctor` for what it sees, or leave out --device.",
            exit_code=3,
        )
    return device


def findings() -> tuple[Finding, ...]:
    """One finding for each kind of device."""
    return tuple(
        Finding(name, description(name), good=True if is_available(name) else None)
        for name in NAMES
    )


def description(name: str) -> str:
    """What is there."""
    if not is_available(name):
        return "not available"
    return torch.cuda.get_device_name(0) if name == "cuda" else "available"
