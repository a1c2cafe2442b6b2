"""One training step of CLIP: each image finds its text in the batch, and each text its image.

Source: Radford et al., Learning Transferable Visual Models From Natural Language Supervision, 2021
(arXiv:2103.00020), section 2.5 and figure 3.
B pairs, C H W an image's axes, L tokens of a text
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim import Optimizer


def clip_step(model: nn.Module, images: Tensor, tokens: Tensor, optimizer: Optimizer) -> float:
    """(B, C, H, W), (B, L) -> the loss before the step. Rows of the same number are pairs."""
    logits_per_image, logits_per_text = model(images, tokens)  # (B, B) each
    pairs = torch.arange(len(images), device=images.device)  # (B,)
    loss_of_images = F.cross_entropy(logits_per_image, pairs)  # ()
    loss_of_texts = F.cross_entropy(logits_per_text, pairs)  # ()
    loss = (loss_of_images + loss_of_texts) / 2  # ()

    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

    # Logits above 100 times the cosine made training unstable: the paper stops there.
    with torch.no_grad():
        model.logit_scale.clamp_(max=math.log(100))
    return loss.item()
