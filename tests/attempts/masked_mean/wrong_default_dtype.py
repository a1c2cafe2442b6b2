# kata: masked_mean
# fails: device and dtype
def masked_mean(tokens, mask):
    m = mask.unsqueeze(-1).float()
    return ((tokens.float() * m).sum(1) / m.sum(1)).float()
