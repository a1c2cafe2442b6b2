# kata: contrastive_loss
import torch
import torch.nn.functional as F


def contrastive_loss(image_features, text_features, logit_scale):
    i = F.normalize(image_features, dim=-1)
    t = F.normalize(text_features, dim=-1)
    s = torch.einsum("id,jd->ij", i, t) * logit_scale
    rows = s.log_softmax(1).diagonal()
    columns = s.log_softmax(0).diagonal()
    return -(rows + columns).mean() / 2
