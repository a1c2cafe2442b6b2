# kata: evaluate
# fails: values
import torch


@torch.no_grad()
def evaluate(model, loader, loss_fn):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    for x, y in loader:
        logits = model(x)
        total += loss_fn(logits, y).item() * len(x)
        best = logits.argmax(0)
        right += sum(int(a == b) for a, b in zip(best, y, strict=False))
        count += len(x)
    model.train(was_training)
    return total / count, right / count
