# kata: tokenize_image
# fails: values
def tokenize_image(image):
    return (image / 255).flatten(2).transpose(1, 2)
