# kata: count_parameters
# fails: values
def count_parameters(model):
    total = trainable = 0
    for p in model.parameters():
        size = 1 if p.shape else 0
        for n in p.shape:
            size *= n
        total += size
        trainable += size * p.requires_grad
    return total, trainable
