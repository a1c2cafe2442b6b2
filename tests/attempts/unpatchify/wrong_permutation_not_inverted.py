# kata: unpatchify
# fails: values
def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    x = tokens.reshape(len(tokens), height // p, width // p, p, p, -1)
    return x.permute(0, 2, 4, 3, 5, 1).reshape(len(tokens), -1, height, width)
