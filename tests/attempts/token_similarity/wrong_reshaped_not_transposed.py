# kata: token_similarity
# fails: values
def token_similarity(a, b):
    B, C, H, W = a.shape
    return a.reshape(B, H * W, C) @ b.reshape(B, H * W, C).transpose(1, 2)
