# kata: unpatchify
# fails: gradients
def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    x = tokens.detach().reshape(len(tokens), height // p, width // p, p, p, -1)
    return x.permute(0, 5, 1, 3, 2, 4).reshape(len(tokens), -1, height, width)
