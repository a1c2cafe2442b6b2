# kata: smooth_l1
import torch


def smooth_l1(pred, target, beta=1.0):
    diff = pred - target
    near = torch.abs(diff) < beta
    loss = diff.new_zeros(diff.shape)
    loss = loss.masked_scatter(near, 0.5 / beta * diff[near].square())
    loss = loss.masked_scatter(~near, diff[~near].abs() - 0.5 * beta)
    return loss.mean()
