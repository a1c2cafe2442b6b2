# kata: masked_mean
def masked_mean(tokens, mask):
    weights = mask.to(tokens.dtype)
    weights = weights / weights.sum(dim=1, keepdim=True)
    return (weights[:, None, :] @ tokens)[:, 0]
