# kata: tokenize_image
# fails: side effects
def tokenize_image(image):
    image.transpose_(1, 2).transpose_(2, 3)
    B, H, W, C = image.shape
    return image.reshape(B, H * W, C)
