# kata: unpatchify
def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    h, w = height // p, width // p
    x = tokens.reshape(tokens.shape[0], h, w, p, p, -1)
    return x.permute(0, 5, 1, 3, 2, 4).reshape(tokens.shape[0], -1, height, width)
