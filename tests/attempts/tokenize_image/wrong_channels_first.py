# kata: tokenize_image
# fails: shapes
def tokenize_image(image):
    return image.flatten(2)
