# kata: tokenize_image
# fails: values
def tokenize_image(image):
    B, C, H, W = image.shape
    return image.reshape(B, H * W, C)
