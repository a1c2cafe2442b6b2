# kata: masked_mean
# fails: values
def masked_mean(tokens, mask):
    m = mask.unsqueeze(-1).to(tokens.dtype)
    return (tokens * m).sum(1) / (m.sum(1) + 1e-6)
