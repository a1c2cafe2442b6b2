# kata: gather_tokens
# fails: values
def gather_tokens(tokens, index):
    index = index.sort(dim=1).values
    return tokens.gather(1, index[:, :, None].expand(-1, -1, tokens.shape[2]))
