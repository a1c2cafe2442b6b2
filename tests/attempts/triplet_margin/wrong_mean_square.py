# kata: triplet_margin
# fails: values
def triplet_margin(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).square().mean(-1).sqrt()
    far = (anchor - negative).square().mean(-1).sqrt()
    return (near - far + margin).clamp(min=0).mean()
