# kata: one_cycle_lr
# fails: static
import torch


def one_cycle_lr(max_lr, step, total, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=max_lr)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        max_lr,
        total_steps=total,
        pct_start=pct_start,
        div_factor=div_factor,
        final_div_factor=final_div_factor,
    )
    for _ in range(step):
        optimizer.step()
        schedule.step()
    return schedule.get_last_lr()[0]
