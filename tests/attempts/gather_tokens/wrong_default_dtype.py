# kata: gather_tokens
# fails: device and dtype
import torch.nn.functional as F


def gather_tokens(tokens, index):
    return (F.one_hot(index, tokens.shape[1]).float() @ tokens.float()).float()
