# kata: patchify
# fails: shapes
def patchify(image, patch_size):
    b, c, h, _ = image.shape
    p = patch_size
    n = h // p
    x = image.reshape(b, c, n, p, n, p).permute(0, 2, 4, 3, 5, 1)
    return x.reshape(b, n * n, p * p * c)
