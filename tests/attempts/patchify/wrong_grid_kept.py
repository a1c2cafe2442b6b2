# kata: patchify
# fails: shapes
def patchify(image, patch_size):
    b, c, h, w = image.shape
    p = patch_size
    x = image.reshape(b, c, h // p, p, w // p, p).permute(0, 2, 4, 3, 5, 1)
    return x.reshape(b, h // p, w // p, p * p * c)
