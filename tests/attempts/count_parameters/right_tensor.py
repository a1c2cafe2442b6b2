# kata: count_parameters
import torch


def count_parameters(model):
    rows = [(p.numel(), p.numel() * int(p.requires_grad)) for _, p in model.named_parameters()]
    total, trainable = torch.tensor([(0, 0), *rows]).sum(0).tolist()
    return total, trainable
