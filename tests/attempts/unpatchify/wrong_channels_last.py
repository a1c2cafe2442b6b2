# kata: unpatchify
# fails: shapes
def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    x = tokens.reshape(len(tokens), height // p, width // p, p, p, -1)
    return x.transpose(2, 3).reshape(len(tokens), height, width, -1)
