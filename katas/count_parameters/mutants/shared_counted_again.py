"""Count parameters: how large a model is, and how much of it is trained.

Source: Paszke et al., PyTorch: An Imperative Style, High-Performance Deep Learning Library, 2019
(arXiv:1912.01703), section 4.1: models are modules, and modules hold their parameters.
"""

from torch import nn


def count_parameters(model: nn.Module) -> tuple[int, int]:
    """Scalars of all parameters, and of those that take gradients."""
    # Each parameter comes once, however many modules share it; buffers do not come at all.
    parameters = [p for _, p in model.named_parameters(remove_duplicate=False)]  # PLANTED
    total = sum(p.numel() for p in parameters)
    trainable = sum(p.numel() for p in parameters if p.requires_grad)
    return total, trainable  # (total, trainable)
