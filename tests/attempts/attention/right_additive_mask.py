# kata: attention
import math

import torch
import torch.nn.functional as F
from torch import Tensor


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None) -> Tensor:
    bias = q.new_zeros(q.shape[-2], k.shape[-2])
    if mask is not None:
        bias = torch.zeros(mask.shape, dtype=q.dtype, device=q.device)
        bias = bias.masked_fill(mask.logical_not(), -math.inf)
    q = q / math.sqrt(q.shape[-1])
    return F.softmax(torch.matmul(q, k.mT) + bias, dim=-1).matmul(v)
