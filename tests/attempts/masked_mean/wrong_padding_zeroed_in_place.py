# kata: masked_mean
# fails: side effects
def masked_mean(tokens, mask):
    tokens[~mask] = 0
    return tokens.sum(1) / mask.sum(1, keepdim=True)
