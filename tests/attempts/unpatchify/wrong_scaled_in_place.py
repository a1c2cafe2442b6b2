# kata: unpatchify
# fails: side effects
def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    tokens.mul_(0.5).add_(0.5)
    x = tokens.reshape(len(tokens), height // p, width // p, p, p, -1)
    x = x.permute(0, 5, 1, 3, 2, 4).reshape(len(tokens), -1, height, width)
    return x * 2 - 1
