# kata: evaluate
# fails: shapes
import torch


@torch.no_grad()
def evaluate(model, loader, loss_fn):
    was_training = model.training
    model.eval()
    total, count = 0.0, 0
    for x, y in loader:
        total += loss_fn(model(x), y).item() * len(x)
        count += len(x)
    model.train(was_training)
    return total / count
