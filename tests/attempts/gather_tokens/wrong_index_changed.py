# kata: gather_tokens
# fails: side effects
def gather_tokens(tokens, index):
    B, L, D = tokens.shape
    for b in range(B):
        index[b] += b * L
    return tokens.reshape(B * L, D)[index]
