# kata: count_parameters
# fails: values
def count_parameters(model):
    total = trainable = 0
    for p in model.parameters():
        n = 1
        for size in p.shape[:2]:
            n *= size
        total += n
        trainable += n if p.requires_grad else 0
    return total, trainable
