# kata: clip_train
import torch
from torch.nn.functional import cross_entropy

LIMIT = torch.tensor(100.0, dtype=torch.float64).log().item()


def clip_step(model, images, tokens, optimizer):
    truth = torch.arange(images.shape[0]).to(images.device)

    def closure():
        optimizer.zero_grad()
        loss = sum(cross_entropy(table, truth) for table in model(images, tokens)) / 2
        loss.backward()
        return loss

    loss = optimizer.step(closure)
    with torch.no_grad():
        if model.logit_scale > LIMIT:
            model.logit_scale.fill_(LIMIT)
    return float(loss.detach())
