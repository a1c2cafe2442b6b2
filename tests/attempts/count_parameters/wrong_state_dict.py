# kata: count_parameters
# fails: values
def count_parameters(model):
    total = sum(t.numel() for t in model.state_dict().values())
    return total, sum(p.numel() for p in model.parameters() if p.requires_grad)
