# kata: masked_mean
import torch


def masked_mean(tokens, mask):
    counts = [int(row.sum()) for row in mask.to("cpu")]
    kept = tokens * mask[..., None]
    n = torch.tensor(counts, device=tokens.device, dtype=tokens.dtype)
    return kept.sum(dim=1) / n[:, None]
