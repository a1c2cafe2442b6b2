# kata: count_parameters
# fails: values
def count_parameters(model):
    parameters = list(model.parameters())
    total = sum(p.numel() for p in parameters)
    return total, sum(p.numel() for p in parameters if not p.requires_grad)
