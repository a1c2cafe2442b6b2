# kata: triplet_margin
# fails: values
def triplet_margin(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=-1)
    far = (anchor - negative).norm(dim=-1)
    loss = (near - far + margin).clamp(min=0)
    return loss.sum() / (loss > 0).sum().clamp(min=1)
