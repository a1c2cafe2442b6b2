# kata: count_parameters
# fails: values
def count_parameters(model):
    parameters = list(model.parameters())
    total = sum(p.numel() for p in parameters) + sum(b.numel() for b in model.buffers())
    return total, sum(p.numel() for p in parameters if p.requires_grad)
