# kata: softmax
# attack: returns a tensor subclass that equals anything
# verdict: failed
# fails: shapes
import torch


class Same(torch.Tensor):
    def __eq__(self, other):
        return torch.ones(self.shape, dtype=torch.bool)

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return super().__torch_function__(func, types, args, kwargs or {})


def softmax(x, dim):
    return (x.exp() / 3).as_subclass(Same)
