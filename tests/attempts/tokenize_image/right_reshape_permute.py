# kata: tokenize_image
def tokenize_image(image):
    b, c, h, w = image.shape
    return image.reshape(b, c, h * w).permute(0, 2, 1)
