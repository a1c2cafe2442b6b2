# kata: count_parameters
def count_parameters(model):
    seen = set()

    def visit(module):
        total = trainable = 0
        for p in module.parameters(recurse=False):
            if p not in seen:
                seen.add(p)
                total += p.nelement()
                trainable += p.nelement() * p.requires_grad
        for child in module.children():
            below = visit(child)
            total, trainable = total + below[0], trainable + below[1]
        return total, trainable

    return visit(model)
