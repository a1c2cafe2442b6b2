# kata: evaluate
import torch


def evaluate(model, loader, loss_fn):
    modes = {module: module.training for module in model.modules()}
    model.train(False)
    n = right = 0
    mean = 0.0
    try:
        for inputs, targets in loader:
            with torch.no_grad():
                logits = model(inputs)
                loss = float(loss_fn(logits, targets))
            n += len(targets)
            mean += (loss - mean) * len(targets) / n
            right += int((logits.softmax(-1).argmax(-1) == targets).sum())
    finally:
        for module, mode in modes.items():
            module.training = mode
    return [mean, right / n]
