# kata: count_parameters
# fails: values
def count_parameters(model):
    found = {tuple(p.shape): p for p in model.parameters()}
    return (
        sum(p.numel() for p in found.values()),
        sum(p.numel() for p in found.values() if p.requires_grad),
    )
