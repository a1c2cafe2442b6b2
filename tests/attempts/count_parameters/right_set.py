# kata: count_parameters
from torch import nn


def count_parameters(model: nn.Module) -> tuple[int, int]:
    parameters = set(model.parameters())
    frozen = {p for p in parameters if not p.requires_grad}
    total = sum(map(nn.Parameter.numel, parameters))
    return total, total - sum(map(nn.Parameter.numel, frozen))
