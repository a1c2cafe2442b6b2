# kata: train_epoch
# fails: device and dtype
import torch


def train_epoch(model, loader, loss_fn, optimizer):
    model.train(True)
    losses, sizes = [], []
    for x, y in loader:
        optimizer.zero_grad(set_to_none=True)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
        sizes.append(x.shape[0])
    weights = torch.tensor(sizes) / sum(sizes)
    return (torch.stack(losses) * weights).sum()
