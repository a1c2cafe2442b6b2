# kata: contrastive_loss
def contrastive_loss(image_features, text_features, logit_scale):
    a = image_features / image_features.square().sum(1, True).sqrt()
    b = text_features / text_features.square().sum(1, True).sqrt()
    z = (a @ b.mT) * logit_scale
    right = z.trace()
    return (z.logsumexp(0).sum() + z.logsumexp(1).sum() - 2 * right) / (2 * len(z))
