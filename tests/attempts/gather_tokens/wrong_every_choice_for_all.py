# kata: gather_tokens
# fails: shapes
def gather_tokens(tokens, index):
    return tokens[:, index]
