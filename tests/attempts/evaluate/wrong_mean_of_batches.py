# kata: evaluate
# fails: values
import torch


@torch.no_grad()
def evaluate(model, loader, loss_fn):
    was_training = model.training
    model.eval()
    losses, shares = [], []
    for x, y in loader:
        logits = model(x)
        losses.append(loss_fn(logits, y).item())
        shares.append((logits.argmax(1) == y).double().mean().item())
    model.train(was_training)
    return sum(losses) / len(losses), sum(shares) / len(shares)
