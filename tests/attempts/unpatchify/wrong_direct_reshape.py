# kata: unpatchify
# fails: values
def unpatchify(tokens, patch_size, height, width):
    return tokens.reshape(tokens.shape[0], -1, height, width)
