"""Asks for a grid, and for one of a device and dtype of the caller's choice.

The case's options say how: `device` ("of place": where the input `place` is; "none": None is given;
otherwise it is left out), `dtype` ("of place", "none" or a name), `default_dtype` (that of torch
while it is asked, by name), and `by_name`, which turns the order of the arguments around.
"""

import torch
from torch import Tensor


def build(namespace, case):
    """The function itself."""
    if not callable(namespace.coordinate_grid):
        raise AssertionError("coordinate_grid is not a function")
    return namespace.coordinate_grid


def run(subject, case) -> dict[str, Tensor]:
    """The grid."""
    place = case.inputs["place"]
    before = torch.get_default_dtype()
    if "default_dtype" in case.options:
        torch.set_default_dtype(getattr(torch, case.options["default_dtype"]))
    try:
        grid = asked(subject, case, place)
    finally:
        torch.set_default_dtype(before)
    if not isinstance(grid, Tensor):
        raise AssertionError(f"coordinate_grid returned a {type(grid).__name__}, not a tensor")
    if case.options.get("device") == "of place":
        return {"grid": grid}
    return {"grid": grid.to(place.device)}  # which was free to be on the default device


def asked(coordinate_grid, case, place: Tensor):
    """One call, as the case's options say."""
    height, width = case.inputs["height"], case.inputs["width"]
    given = {}
    if "device" in case.options:
        devices = {"of place": place.device, "none": None}
        given["device"] = devices[case.options["device"]]
    if "dtype" in case.options:
        dtypes = {"of place": place.dtype, "none": None}
        name = case.options["dtype"]
        given["dtype"] = dtypes[name] if name in dtypes else getattr(torch, name)
    if case.options.get("by_name"):
        return coordinate_grid(**given, width=width, height=height)
    if len(given) == 2:
        return coordinate_grid(height, width, given["device"], given["dtype"])
    return coordinate_grid(height, width, **given)
