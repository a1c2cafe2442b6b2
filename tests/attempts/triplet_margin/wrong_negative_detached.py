# kata: triplet_margin
# fails: gradients
def triplet_margin(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=-1)
    far = (anchor - negative.detach()).norm(dim=-1)
    return (near - far + margin).clamp(min=0).mean()
