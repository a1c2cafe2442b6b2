# kata: softmax
# fails: static
import torch
import torch.nn.functional as F


def softmax(x, dim):
    """Through attention: q = 1, k = x, v = identity."""
    y = x.movedim(dim, -1).unsqueeze(-1)
    one = y.new_ones(*y.shape[:-2], 1, 1)
    eye = torch.eye(y.shape[-2], dtype=x.dtype, device=x.device).expand(*y.shape[:-2], -1, -1)
    return F.scaled_dot_product_attention(one, y, eye).squeeze(-2).movedim(-1, dim)
