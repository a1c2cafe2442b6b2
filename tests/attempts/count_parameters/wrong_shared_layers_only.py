# kata: count_parameters
# fails: values
def count_parameters(model):
    total = trainable = 0
    for module in set(model.modules()):
        for p in module.parameters(recurse=False):
            total += p.numel()
            trainable += p.numel() * p.requires_grad
    return total, trainable
