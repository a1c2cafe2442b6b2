# kata: token_similarity
import torch


def token_similarity(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    def tokens(image):
        return image.permute(0, 2, 3, 1).reshape(image.size(0), -1, image.size(1))

    return torch.bmm(tokens(a), tokens(b).mT)
