# kata: masked_mean
# fails: values
def masked_mean(tokens, mask):
    m = mask.to(tokens.dtype)
    if tokens.shape[1] == tokens.shape[2]:
        return (tokens * m[:, None, :]).sum(1) / m.sum(1, keepdim=True)
    return (tokens * m[:, :, None]).sum(1) / m.sum(1, keepdim=True)
