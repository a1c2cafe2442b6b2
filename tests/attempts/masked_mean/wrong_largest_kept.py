# kata: masked_mean
# fails: values
def masked_mean(tokens, mask):
    return tokens.masked_fill(~mask[:, :, None], float("-inf")).amax(dim=1)
