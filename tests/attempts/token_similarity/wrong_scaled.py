# kata: token_similarity
# fails: values
def token_similarity(a, b):
    return a.flatten(2).transpose(1, 2) @ b.flatten(2) * a.shape[1] ** -0.5
