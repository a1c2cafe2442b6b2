# kata: step_lr
import torch


def step_lr(base_lr, step, step_size, gamma=0.1):
    drops = (step - step % step_size) / step_size
    return torch.tensor(gamma, dtype=torch.float64).pow(drops) * base_lr
