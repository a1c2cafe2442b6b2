"""Asks for a mask, and for one on a device of the caller's choice.

The case's options say how: `device` ("of place": where the input `place` is; "none": None is given;
otherwise it is left out) and `by_name`.
"""

import torch
from torch import Tensor


def build(namespace, case):
    """The function itself."""
    if not callable(namespace.causal_mask):
        raise AssertionError("causal_mask is not a function")
    return namespace.causal_mask


def run(subject, case) -> dict[str, Tensor]:
    """The mask."""
    place = case.inputs["place"].device
    mask = asked(subject, case, place)
    if not isinstance(mask, Tensor):
        raise AssertionError(f"causal_mask returned a {type(mask).__name__}, not a tensor")
    if case.options.get("device") == "of place":
        return {"mask": mask}
    return {"mask": mask.to(place)}  # which was free to be on the default device


def asked(causal_mask, case, place: torch.device):
    """One call, as the case's options say."""
    length, by_name = case.inputs["length"], case.options.get("by_name", False)
    if "device" not in case.options:
        return causal_mask(length)
    devices = {"of place": place, "none": None}
    device = devices[case.options["device"]]
    return causal_mask(device=device, length=length) if by_name else causal_mask(length, device)
