# kata: one_cycle_lr
import torch


def anneal(a, b, t):
    return torch.lerp(
        torch.tensor(float(a), dtype=torch.float64),
        torch.tensor(float(b), dtype=torch.float64),
        (1 - torch.cos(torch.tensor(t * torch.pi, dtype=torch.float64))) / 2,
    )


def one_cycle_lr(max_lr, step, total, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    peak, initial = total * pct_start - 1, max_lr / div_factor
    if step > peak:
        return anneal(max_lr, initial / final_div_factor, (step - peak) / (total - peak - 1))
    return anneal(initial, max_lr, step / peak)
