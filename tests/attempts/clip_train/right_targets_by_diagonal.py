# kata: clip_train
import math


def clip_step(model, images, tokens, optimizer):
    optimizer.zero_grad(set_to_none=True)
    per_image, per_text = model(images, tokens)
    loss = -(per_image.log_softmax(-1).diagonal() + per_text.log_softmax(-1).diagonal()).mean() / 2
    loss.backward()
    optimizer.step()
    model.logit_scale.data.clamp_(max=math.log(100.0))
    return loss.detach()
