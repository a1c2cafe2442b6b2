# kata: token_similarity
# fails: values
def token_similarity(a, b):
    rows = a.transpose(2, 3).flatten(2).transpose(1, 2)
    return rows @ b.transpose(2, 3).flatten(2)
