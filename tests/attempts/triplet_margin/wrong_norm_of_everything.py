# kata: triplet_margin
# fails: values
def triplet_margin(anchor, positive, negative, margin=1.0):
    return ((anchor - positive).norm() - (anchor - negative).norm() + margin).clamp(min=0)
