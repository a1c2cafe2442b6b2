# kata: tokenize_image
# fails: values
def tokenize_image(image):
    B, C, H, W = image.shape
    if H > W:
        image = image.transpose(2, 3)
    return image.reshape(B, C, -1).transpose(1, 2)
