# kata: masked_mean
# fails: values
def masked_mean(tokens, mask):
    return (tokens * mask[:, :, None]).mean(dim=1)
