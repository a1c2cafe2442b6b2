# kata: triplet_margin
import torch


def triplet_margin(anchor, positive, negative, margin=1.0):
    near = torch.linalg.vector_norm(anchor - positive, dim=1)
    far = torch.linalg.vector_norm(anchor - negative, dim=1)
    return torch.relu(margin + near - far).mean()
