# kata: train_epoch
# fails: values
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        optimizer.zero_grad()
        loss_fn(model(x), y).backward()
        optimizer.step()
        total += loss_fn(model(x), y).item() * len(x)
        count += len(x)
    return total / count
