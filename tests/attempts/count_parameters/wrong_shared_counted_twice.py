# kata: count_parameters
# fails: values
def count_parameters(model):
    named = model.named_parameters(remove_duplicate=False)
    sizes = [(p.numel(), p.requires_grad) for _, p in named]
    return sum(n for n, _ in sizes), sum(n for n, trained in sizes if trained)
