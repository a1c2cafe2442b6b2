# kata: tokenize_image
# fails: values
def tokenize_image(image):
    return image.flip(2).flatten(2).transpose(1, 2)
