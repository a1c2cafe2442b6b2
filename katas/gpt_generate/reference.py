"""Generation: a language model is asked for one token after the other, each drawn by chance.

Source: Radford et al., Language Models are Unsupervised Multitask Learners, 2019 (GPT-2), in the
form of Karpathy's nanoGPT; Fan et al., Hierarchical Neural Story Generation, 2018
(arXiv:1805.04833), for top-k.
B batch, L sequence length, T tokens that the model sees, V vocabulary
"""

from collections.abc import Callable

import torch
from torch import Tensor


def generate(
    model: Callable[[Tensor], tuple[Tensor, Tensor | None]],
    idx: Tensor,
    max_new_tokens: int,
    temperature: float = 1.0,
    top_k: int | None = None,
    generator: torch.Generator | None = None,
) -> Tensor:
    """(B, L) token ids -> (B, L + max_new_tokens): those given, then those drawn."""
    for _ in range(max_new_tokens):
        seen = idx[:, -model.block_size :]  # (B, T)
        logits, _ = model(seen)  # (B, T, V)
        logits = logits[:, -1] / temperature  # (B, V)
        if top_k is not None:
            best, _ = logits.topk(top_k)  # (B, top_k)
            last_kept = best[:, -1:]  # (B, 1)
            logits = logits.masked_fill(logits < last_kept, float("-inf"))  # (B, V)
        probs = logits.softmax(dim=-1)  # (B, V)
        token = torch.multinomial(probs, num_samples=1, generator=generator)  # (B, 1)
        idx = torch.cat([idx, token], dim=1)  # (B, ...), one longer each time
    return idx
