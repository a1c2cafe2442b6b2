# kata: gpt_generate
import torch


def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, generator=None):
    prompt_length = idx.shape[1]
    out = torch.zeros(
        idx.shape[0], prompt_length + max_new_tokens, dtype=idx.dtype, device=idx.device
    )
    out[:, :prompt_length] = idx
    for end in range(prompt_length, prompt_length + max_new_tokens):
        logits, _ = model(out[:, max(0, end - model.block_size) : end])
        last = logits[:, -1, :]
        best, tokens = last.topk(top_k or last.shape[-1])
        weights = torch.exp((best - best[:, :1]) / temperature)
        place = torch.multinomial(weights, 1, generator=generator)
        out[:, end] = tokens.gather(1, place).squeeze(1)
    return out
