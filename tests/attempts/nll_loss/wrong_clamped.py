# kata: nll_loss
# fails: values
from torch import Tensor


def nll_loss(log_probs: Tensor, targets: Tensor) -> Tensor:
    chosen = log_probs.gather(dim=-1, index=targets[:, None])
    return -chosen.clamp(min=-100).mean()
