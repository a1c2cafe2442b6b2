# kata: patchify
# fails: static
def patchify(image, patch_size):
    x = image.unfold(2, patch_size, patch_size).unfold(3, patch_size, patch_size)
    return x.permute(0, 2, 3, 4, 5, 1).flatten(3).flatten(1, 2)
