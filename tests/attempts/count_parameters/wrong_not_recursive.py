# kata: count_parameters
# fails: values
def count_parameters(model):
    parameters = list(model.parameters(recurse=False))
    return (
        sum(p.numel() for p in parameters),
        sum(p.numel() for p in parameters if p.requires_grad),
    )
