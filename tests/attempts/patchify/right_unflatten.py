# kata: patchify
def patchify(image, patch_size):
    x = image.unflatten(3, (-1, patch_size)).unflatten(2, (-1, patch_size))
    x = x.movedim(1, -1).transpose(2, 3)
    return x.flatten(3).flatten(1, 2)
