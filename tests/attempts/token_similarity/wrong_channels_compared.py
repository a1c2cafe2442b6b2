# kata: token_similarity
# fails: shapes
def token_similarity(a, b):
    return a.flatten(2) @ b.flatten(2).transpose(1, 2)
