# kata: count_parameters
# fails: values
def count_parameters(model):
    trainable = sum(p.numel() for p in model.parameters() if p.requires_grad)
    model.requires_grad_(True)
    return sum(p.numel() for p in model.parameters()), trainable
