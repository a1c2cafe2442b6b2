# kata: contrastive_loss
import torch
import torch.nn.functional as F


def contrastive_loss(image_features, text_features, logit_scale):
    cosine = F.cosine_similarity(image_features[:, None], text_features[None], dim=2)
    labels = torch.arange(len(cosine), device=cosine.device)
    one = F.cross_entropy(logit_scale * cosine, labels)
    other = F.cross_entropy(logit_scale * cosine.t(), labels)
    return 0.5 * one + 0.5 * other
