# kata: masked_mean
# fails: shapes
def masked_mean(tokens, mask):
    return tokens[mask].mean(dim=0)
