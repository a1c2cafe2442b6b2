# kata: unpatchify
# fails: shapes
def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    x = tokens.reshape(len(tokens), height // p, width // p, p, p, 3)
    return x.permute(0, 5, 1, 3, 2, 4).reshape(len(tokens), 3, height, width)
