# kata: evaluate
# fails: device and dtype
import numpy as np
import torch


def evaluate(model, loader, loss_fn):
    mode = model.training
    enabled = torch.is_grad_enabled()
    model.eval()
    torch.set_grad_enabled(False)
    rows = []
    for batch in loader:
        x, y = batch
        out = model(x)
        right = np.asarray(out.argmax(1)) == np.asarray(y)
        rows.append((len(y), loss_fn(out, y).item(), right.mean()))
    torch.set_grad_enabled(enabled)
    model.train(mode)
    sizes, losses, shares = np.array(rows).T
    return np.average(losses, weights=sizes), np.average(shares, weights=sizes)
