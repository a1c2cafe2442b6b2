# kata: gpt_generate
# fails: shapes
import torch
from torch.nn import functional as F


@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, generator=None):
    for _ in range(max_new_tokens):
        size = idx.size(1)
        cond = idx if size <= model.block_size else idx[:, -model.block_size :]
        logits, _ = model(cond)
        logits = logits[:, -1, :] / temperature
        if top_k is not None:
            v, _ = torch.topk(logits, top_k)
            logits[logits < v[:, [-1]]] = 0.0
        probs = F.softmax(logits, dim=-1)
        following = torch.multinomial(probs, num_samples=1, generator=generator)
        idx = torch.cat((idx, following), dim=1)
    return idx
