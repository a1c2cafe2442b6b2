# kata: masked_mean
# fails: values
def masked_mean(tokens, mask):
    return tokens.mean(dim=1)
