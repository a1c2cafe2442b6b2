"""CLIP's contrastive loss: every image must find its own caption, and every caption its image.

Source: Radford et al., Learning Transferable Visual Models From Natural Language Supervision, 2021
(arXiv:2103.00020), figure 3.
B batch of pairs, D embed_dim
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def contrastive_loss(
    image_features: Tensor, text_features: Tensor, logit_scale: Tensor | float
) -> Tensor:
    """(B, D), (B, D), a number or () -> (). Row i of one belongs to row i of the other."""
    B = image_features.shape[0]
    images = image_features / image_features.norm(dim=-1, keepdim=True)  # (B, D)
    texts = text_features / text_features.norm(dim=-1, keepdim=True)  # (B, D)
    logits_per_image = logit_scale * images @ texts.T  # (B, B)
    pairs = torch.arange(B, device=image_features.device)  # (B,)
    loss_of_images = F.cross_entropy(logits_per_image, pairs)  # ()
    # The same table read by column: each caption chooses among the images.
    loss_of_texts = F.cross_entropy(logits_per_image.T, pairs)  # ()
    return (loss_of_images + loss_of_texts) / 2  # ()
