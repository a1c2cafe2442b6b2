# kata: unpatchify
# fails: values
def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    x = tokens.reshape(len(tokens), width // p, height // p, p, p, -1)
    return x.permute(0, 5, 2, 3, 1, 4).reshape(len(tokens), -1, height, width)
