# kata: token_similarity
# fails: values
def token_similarity(a, b):
    tokens = a.flatten(2)
    return tokens.transpose(1, 2) @ tokens
