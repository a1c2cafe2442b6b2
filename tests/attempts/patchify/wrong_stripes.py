# kata: patchify
# fails: values
def patchify(image, patch_size):
    b, c, h, w = image.shape
    p = patch_size
    return image.permute(0, 2, 3, 1).reshape(b, (h // p) * (w // p), p * p * c)
