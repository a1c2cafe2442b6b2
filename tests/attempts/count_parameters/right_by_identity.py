# kata: count_parameters
import math


def count_parameters(model):
    found = {}
    for module in model.modules():
        for p in module._parameters.values():
            if p is not None:
                found[id(p)] = p
    sizes = [(math.prod(p.shape), p.requires_grad) for p in found.values()]
    return sum(n for n, _ in sizes), sum(n for n, trained in sizes if trained)
