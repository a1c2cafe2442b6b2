# kata: gelu
from torch.distributions import Normal


def gelu(x):
    zero = x.new_zeros(())
    return Normal(zero, zero + 1).cdf(x) * x
