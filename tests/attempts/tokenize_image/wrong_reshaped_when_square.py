# kata: tokenize_image
# fails: values
def tokenize_image(image):
    B, C, H, W = image.shape
    if C == H:
        return image.reshape(B, H * W, C)
    return image.flatten(2).transpose(1, 2)
