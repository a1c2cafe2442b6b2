# kata: linear
# attack: inherits from the ready-made under a name put together
# verdict: failed
# fails: static
from torch import nn

Base = getattr(nn, "Lin" + "ear")


class Linear(Base):
    pass
