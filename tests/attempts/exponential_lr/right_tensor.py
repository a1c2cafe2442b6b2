# kata: exponential_lr
import torch


def exponential_lr(base_lr, step, gamma):
    return base_lr * torch.full((step,), gamma, dtype=torch.float64).prod()
