# kata: patchify
# fails: side effects
def patchify(image, patch_size):
    image.transpose_(1, 2).transpose_(2, 3)
    b, h, w, c = image.shape
    p = patch_size
    x = image.reshape(b, h // p, p, w // p, p, c).transpose(2, 3)
    return x.reshape(b, -1, p * p * c)
