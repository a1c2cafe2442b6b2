# kata: evaluate
# fails: values
def evaluate(model, loader, loss_fn):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    for x, y in loader:
        logits = model(x)
        total += loss_fn(logits, y).item() * len(x)
        right += (logits.argmax(1) == y).sum().item()
        count += len(x)
    model.train(was_training)
    return total / count, right / count
