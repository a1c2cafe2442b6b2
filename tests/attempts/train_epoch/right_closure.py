# kata: train_epoch
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    mean, count = 0.0, 0
    for x, y in loader:

        def closure(x=x, y=y):
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            return loss

        loss = optimizer.step(closure)
        count += len(y)
        mean += (loss.item() - mean) * len(y) / count
    return mean
