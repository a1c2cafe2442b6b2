"""Asks for the mask of a batch of lengths.

The case's options say how: `dtype` (of lengths, int64 otherwise) and `by_name`.
"""

import torch
from torch import Tensor


def build(namespace, case):
    """The function itself."""
    if not callable(namespace.padding_mask):
        raise AssertionError("padding_mask is not a function")
    return namespace.padding_mask


def run(subject, case) -> dict[str, Tensor]:
    """The mask, and lengths as they are afterwards."""
    dtype = getattr(torch, case.options.get("dtype", "int64"))
    lengths, max_len = case.inputs["lengths"].to(dtype), case.inputs["max_len"]
    if case.options.get("by_name"):
        mask = subject(max_len=max_len, lengths=lengths)
    else:
        mask = subject(lengths, max_len)
    return {"mask": mask, "lengths afterwards": lengths}
