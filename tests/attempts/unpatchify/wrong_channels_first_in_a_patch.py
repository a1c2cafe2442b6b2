# kata: unpatchify
# fails: values
def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    B, _, D = tokens.shape
    x = tokens.reshape(B, height // p, width // p, D // (p * p), p, p)
    return x.permute(0, 3, 1, 4, 2, 5).reshape(B, -1, height, width)
