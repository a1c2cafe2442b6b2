# kata: train_epoch
def train_epoch(model, loader, loss_fn, optimizer):
    model.train()
    running, seen = 0, 0
    for batch in loader:
        prediction = model(batch[0])
        loss = loss_fn(prediction, batch[1])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        running += float(loss) * batch[1].size(0)
        seen += batch[1].size(0)
    return running / seen
