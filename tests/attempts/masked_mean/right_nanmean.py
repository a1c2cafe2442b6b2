# kata: masked_mean


def masked_mean(tokens, mask):
    hidden = ~mask[..., None]
    return tokens.masked_fill(hidden, float("nan")).nanmean(dim=1)
