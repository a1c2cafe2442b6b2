# kata: gather_tokens
# fails: values
def gather_tokens(tokens, index):
    index = (index + 1) % tokens.shape[1]
    return tokens.gather(1, index[:, :, None].expand(-1, -1, tokens.shape[2]))
