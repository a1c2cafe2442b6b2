"""Isolation levels: what keeps an attempt's process from the rest of the machine.

`process` is there everywhere, `kernel` where Linux offers Landlock and seccomp, `container` where
whoever runs torch-kata inside one says so in TORCH_KATA_ISOLATION. Does not import torch.
"""

from torchkata.worker.isolation.level import isolate, made_ready, offered
from torchkata.worker.isolation.prepared import Prepared
from torchkata.worker.isolation.privileges import drop_privileges

__all__ = ["Prepared", "drop_privileges", "isolate", "made_ready", "offered"]
