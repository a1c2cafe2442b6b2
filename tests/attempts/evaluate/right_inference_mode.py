# kata: evaluate
import torch


def evaluate(model, loader, loss_fn):
    before = model.training
    model.eval()
    losses, hits = [], []
    with torch.inference_mode():
        for x, y in loader:
            logits = model(x)
            losses += [loss_fn(logits, y)] * len(y)
            hits.append(logits.max(1).indices.eq(y))
    if before:
        model.train()
    return torch.stack(losses).mean(), torch.cat(hits).double().mean()
