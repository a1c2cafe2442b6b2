# kata: gpt_generate
import torch


def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, generator=None):
    result = [idx]
    window = idx
    for _ in range(max_new_tokens):
        window = window[:, max(0, window.shape[1] - model.block_size) :]
        scores = model(window)[0][:, -1].div(temperature)
        if top_k:
            dropped = torch.ones_like(scores, dtype=torch.bool)
            dropped.scatter_(1, scores.topk(top_k, dim=1).indices, False)
            scores = torch.where(dropped, -torch.inf, scores)
        arrivals = torch.empty_like(scores).exponential_(generator=generator)
        token = (scores.softmax(dim=-1) / arrivals).argmax(dim=-1, keepdim=True)
        result.append(token)
        window = torch.hstack([window, token])
    return torch.cat(result, dim=-1)
