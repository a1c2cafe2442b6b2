# kata: softmax
import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)


def test_softmax():
    x = torch.randn(2, 3)
    torch.testing.assert_close(softmax(x, 1), torch.softmax(x, 1))


if __name__ == "__main__":
    test_softmax()
