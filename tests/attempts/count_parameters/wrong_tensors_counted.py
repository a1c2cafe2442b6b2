# kata: count_parameters
# fails: values
def count_parameters(model):
    parameters = list(model.parameters())
    return len(parameters), sum(p.requires_grad for p in parameters)
