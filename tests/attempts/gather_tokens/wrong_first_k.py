# kata: gather_tokens
# fails: values
def gather_tokens(tokens, index):
    return tokens[:, torch_range(index)]


def torch_range(index):
    return [k % (int(index.max()) + 1) for k in range(index.shape[1])]
