# kata: adam
# fails: static
from torch import optim


class Adam(optim.Adam):
    pass
