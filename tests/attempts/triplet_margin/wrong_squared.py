# kata: triplet_margin
# fails: values
def triplet_margin(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).square().sum(-1)
    far = (anchor - negative).square().sum(-1)
    return (near - far + margin).clamp(min=0).mean()
