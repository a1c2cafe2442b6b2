# kata: triplet_margin
# fails: values
def triplet_margin(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=-1)
    far = (anchor - negative).norm(dim=-1)
    return (far - near + margin).clamp(min=0).mean()
