# kata: count_parameters
import numpy as np


def count_parameters(model):
    sizes = np.array([p.numel() for p in model.parameters()], dtype=np.int64)
    trained = np.array([p.requires_grad for p in model.parameters()], dtype=bool)
    return [int(sizes.sum()), int(sizes[trained].sum())]
