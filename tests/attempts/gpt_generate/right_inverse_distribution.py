# kata: gpt_generate
import torch


def pick(weights, generator):
    """Where a uniform number falls among the cumulated weights."""
    edges = weights.cumsum(-1)
    u = torch.rand(len(weights), 1, generator=generator, device=weights.device, dtype=weights.dtype)
    return (u * edges[:, -1:] >= edges).sum(-1, keepdim=True)


def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, generator=None):
    with torch.no_grad():
        rows = idx.clone()
        while rows.shape[1] < idx.shape[1] + max_new_tokens:
            logits, _ = model(rows[:, -model.block_size :])
            logits = logits.select(1, -1)
            if top_k is not None:
                floor = logits.sort(dim=-1, descending=True).values[:, top_k - 1].unsqueeze(1)
                logits = logits.masked_fill(logits < floor, -torch.inf)
            rows = torch.cat([rows, pick(torch.softmax(logits / temperature, -1), generator)], 1)
    return rows
