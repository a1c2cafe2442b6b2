# kata: token_similarity
# fails: values
def token_similarity(a, b):
    return b.flatten(2).transpose(1, 2) @ a.flatten(2)
