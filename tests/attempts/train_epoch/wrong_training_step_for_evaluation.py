# kata: train_epoch
# fails: values
import torch


def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        model.eval()
        with torch.no_grad():
            total += loss_fn(model(x), y).item() * len(x)
        model.train()
        optimizer.zero_grad()
        loss_fn(model(x), y).backward()
        optimizer.step()
        count += len(x)
    return total / count
