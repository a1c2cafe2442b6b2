# kata: rmsprop
# fails: static
from torch import optim


class RMSprop(optim.RMSprop):
    pass
