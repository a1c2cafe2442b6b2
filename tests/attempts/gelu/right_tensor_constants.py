# kata: gelu
import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    two = torch.tensor(2.0, dtype=x.dtype, device=x.device)
    return torch.addcmul(x / two, x / two, (x * torch.rsqrt(two)).erf())
