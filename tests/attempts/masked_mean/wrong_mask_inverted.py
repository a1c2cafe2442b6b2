# kata: masked_mean
# fails: values
def masked_mean(tokens, mask):
    hidden = (~mask)[:, :, None].to(tokens.dtype)
    return (tokens * hidden).sum(1) / hidden.sum(1).clamp(min=1)
