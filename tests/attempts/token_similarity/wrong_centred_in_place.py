# kata: token_similarity
# fails: side effects
def token_similarity(a, b):
    out = a.flatten(2).transpose(1, 2) @ b.flatten(2)
    a.sub_(a.mean(1, keepdim=True))
    return out
