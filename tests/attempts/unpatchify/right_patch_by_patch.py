# kata: unpatchify
def unpatchify(tokens, patch_size, height, width):
    n = tokens.shape[0]
    channels = tokens.shape[2] // (patch_size * patch_size)
    image = tokens.new_zeros(n, channels, height, width)
    number = 0
    for top in range(0, height, patch_size):
        for left in range(0, width, patch_size):
            square = tokens[:, number].reshape(n, patch_size, patch_size, channels)
            bottom, right = top + patch_size, left + patch_size
            image[:, :, top:bottom, left:right] = square.permute(0, 3, 1, 2)
            number += 1
    return image
