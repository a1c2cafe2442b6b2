# kata: train_epoch
import numpy as np
import torch


def train_epoch(model, loader, loss_fn, optimizer):
    for module in model.modules():
        module.training = True
    parameters = [p for p in model.parameters() if p.requires_grad]
    history = []
    for x, y in loader:
        loss = loss_fn(model(x), y)
        for p, grad in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
            p.grad = grad
        optimizer.step()
        history += [loss.item()] * len(x)
    return np.mean(history)
