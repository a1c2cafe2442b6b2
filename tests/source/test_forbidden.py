import textwrap

import pytest

from torchkata.contracts import KataError
from torchkata.source import forbidden_uses

FORBIDDEN = ("softmax", "Softmax", "Linear", "linear")

# Each marked line, and no other, is a use.
USED = {
    "function": "import torch\ny = torch.softmax(x, -1)  # <-",
    "functional by its usual alias": "import torch.nn.functional as F\ny = F.softmax(x)  # <-",
    "full path": "import torch\ny = torch.nn.functional.softmax(x)  # <-",
    "torch by another name": "import torch as t\ny = t.nn.functional.softmax(x)  # <-",
    "import": "from torch import softmax  # <-",
    "import by another name": "from torch import softmax as s  # <-\ny = s(x)  # <-",
    "import of several lines": "from torch.nn.functional import (\n    relu,\n    softmax  # <-\n)",
    "import of the functional module": "from torch.nn import functional as G\nG.softmax(x)  # <-",
    "import inside a function": "def f(x):\n    from torch import softmax  # <-",
    "star import": "from torch.nn.functional import *\ny = softmax(x)  # <-",
    "star import of classes": "from torch.nn import *\nclass A(Linear): ...  # <-",
    "class": "from torch import nn\nlayer = nn.Linear(1, 2)  # <-",
    "class by its module": "import torch\nlayer = torch.nn.modules.linear.Linear(1, 2)  # <-",
    "base class": "from torch import nn\nclass Mine(nn.Linear): ...  # <-",
    "base class of the target's name": "from torch import nn\nclass Linear(nn.Linear): ...  # <-",
    "method of the class": "from torch import nn\ny = nn.Linear.forward(self, x)  # <-",
    "reference without a call": "import torch\ntable = {'f': torch.softmax}  # <-",
    "alias of the function": (
        "import torch.nn.functional as F\nf = F.softmax  # <-\ny = f(x)  # <-"
    ),
    "alias of the module": "import torch\nG = torch.nn.functional\ny = G.softmax(x)  # <-",
    "alias of an alias": "import torch as t\nu = t\nv = u.nn\nlayer = v.Linear(1, 2)  # <-",
    "alias of the module in a function": (
        "from torch import nn\ndef f():\n    m = nn\n    return [m.Linear]  # <-"
    ),
    "operator": "import torch\ny = torch.ops.aten.softmax.int(x, -1)  # <-",
    "underscored": "import torch\ny = torch._softmax(x, -1, False)  # <-",
    "private module": "import torch\ny = torch._C._nn.linear(x, w)  # <-",
    "method": "y = x.softmax(-1)  # <-",
    "method in place": "x.softmax_(-1)  # <-",
    "method of a result": "y = f(x).softmax(-1)  # <-",
    "method of an entry": "y = x[0].softmax(-1)  # <-",
    "method of another library's result": (
        "from einops import rearrange\ny = rearrange(x, p).softmax(-1)  # <-"
    ),
    "method on a chain of lines": "y = (\n    x\n    .softmax(-1)  # <-\n)",
    "unbound method": "import torch\ny = torch.Tensor.softmax(x, -1)  # <-",
    "getattr of torch": 'import torch\ny = getattr(torch, "softmax")(x)  # <-',
    "getattr of a tensor": 'y = getattr(x, "softmax")(-1)  # <-',
    "getattr with pieces": 'import torch\ny = getattr(torch, "soft" "max")(x)  # <-',
    "getattr with escapes": 'import torch\ny = getattr(torch, "soft\\x6dax")(x)  # <-',
    "table of the module": 'import torch\ny = vars(torch)["softmax"](x)  # <-',
    "dict of the module": 'import torch\ny = torch.__dict__["softmax"](x)  # <-',
    "method caller": 'from operator import methodcaller\nf = methodcaller("softmax", -1)  # <-',
    "attribute getter": 'import operator\nf = operator.attrgetter("nn.Linear")  # <-',
    "import by a call": '__import__("torch").softmax(x)  # <-',
    "letters of another width": "import torch\ny = torch.ｓoftmax(x)  # <-",
    "main that forward calls": (
        "import torch\ndef main(x):\n    return torch.softmax(x)  # <-\n"
        "def softmax(x):\n    return main(x)"
    ),
    "function that the target reaches": (
        "import torch\ndef weights(x): return torch.softmax(x)  # <-\n"
        "def attend(x): return weights(x)\ndef softmax(x): return attend(x)"
    ),
    "class that the target makes": (
        "from torch import nn\nclass Part(nn.Linear): ...  # <-\ndef softmax(x): return Part(x)(x)"
    ),
    "base of the target's base": (
        "from torch import nn\nclass Base(nn.Softmax): ...  # <-\nclass softmax(Base): ..."
    ),
    "function behind a name": (
        "import torch\ndef make(): return torch.softmax  # <-\nready = make()\n"
        "def softmax(x): return ready(x)"
    ),
    "function in a table": (
        "import torch\ndef f(x): return torch.softmax(x)  # <-\nTABLE = {}\n"
        'TABLE["f"] = f\ndef softmax(x): return TABLE["f"](x)'
    ),
    "function that sets a global": (
        "import torch\ndef install():\n    global ready\n    ready = torch.softmax  # <-\n"
        "install()\ndef softmax(x): return ready(x)  # <-"
    ),
    "method set from outside": (
        "import torch\ndef f(self, x): return torch.softmax(x)  # <-\n"
        "class softmax: ...\nsoftmax.forward = f"
    ),
    "function by its text": (
        "import torch\ndef f(x): return torch.softmax(x)  # <-\n"
        'def softmax(x): return globals()["f"](x)'
    ),
    "default value": ("import torch\ndef softmax(x, f=torch.softmax): return f(x)  # <-"),
    "imported name that the target uses": (
        "from torch import softmax as ready  # <-\ndef softmax(x): return ready(x)  # <-"
    ),
    "statement beside the target": (
        "import torch\ndef softmax(x): ...\ny = torch.softmax(x)  # <-"
    ),
    "class that is tested and made": (
        "from torch import nn\ndef softmax(x, n):\n"
        "    if isinstance(n, nn.Linear): return nn.Linear(x)  # <-"
    ),
    "class made inside of a test": (
        "from torch import nn\ndef softmax(x):\n"
        "    return isinstance(f := nn.Linear(1, 2), object)  # <-"
    ),
}

LEFT_ALONE = {
    "own function": "def softmax(x):\n    return softmax(x)",
    "own function after a star import": (
        "from torch import *\ndef softmax(x): ...\ny = softmax(x)"
    ),
    "own class": "from torch import nn\nclass Linear(nn.Module): ...\nlayer = Linear()",
    "super call": (
        "from torch import nn\nclass Linear(nn.Module):\n"
        "    def linear(self): return super().linear()"
    ),
    "own method": (
        "class A:\n    def softmax(self, x): ...\n    def forward(self, x): return self.softmax(x)"
    ),
    "own attribute": (
        "class A:\n    def __init__(self): self.linear = B()\n"
        "    def forward(self, x): return self.linear(x)"
    ),
    "own attribute, registered": (
        'class A:\n    def __init__(self): self.add_module("linear", B())\n'
        "    def forward(self, x): return self.linear(x)"
    ),
    "own attribute of the class": (
        "class A:\n    softmax = staticmethod(f)\n    def forward(self, x): return self.softmax(x)"
    ),
    "method of an own part": (
        "class A:\n    def softmax(self, x): ...\nclass B:\n    def __init__(self): self.a = A()\n"
        "    def forward(self, x): return self.a.softmax(x)"
    ),
    "method of an own object": "class A:\n    def softmax(self, x): ...\na = A()\ny = a.softmax(x)",
    "method of an own class": "class A:\n    def softmax(x): ...\ny = A.softmax(x)",
    "method of an object just made": "class A:\n    def softmax(self): ...\ny = A().softmax()",
    "another library": "import scipy.special\ny = scipy.special.softmax(x)",
    "another library by an alias": "import numpy as np\ny = np.softmax(x)",
    "another library's name": "from scipy.special import softmax\ny = softmax(x)",
    "own variable": "softmax = e / e.sum()\ny = softmax @ v",
    "keyword": "y = f(softmax=True)",
    "parameter": "def f(linear, softmax=None): return linear(softmax)",
    "attribute that is read": "eps = config.softmax",
    "attribute that is set": "import torch\nmodel.softmax = 1",
    "getattr of self": 'class A:\n    def f(self): return getattr(self, "softmax")',
    "docstring and comment": 'import torch\n"""Like torch.softmax(x)."""\n# torch.softmax(x)',
    "text": 'raise ValueError("softmax")',
    "annotation": "from torch import nn\ndef f(layer: nn.Linear) -> nn.Linear: ...",
    "module of the name": "import torch\nfrom torch.nn.modules.linear import Identity",
    "main block": (
        'import torch\nif __name__ == "__main__":\n    print(softmax(x) - torch.softmax(x))'
    ),
    "main of a practice file": (
        "import torch\ndef main():\n    print(torch.softmax(x))\n"
        'if __name__ == "__main__":\n    main()'
    ),
    "test beside the target": (
        "import torch\ndef softmax(x): ...\ndef test_softmax():\n"
        "    assert torch.equal(softmax(x), torch.softmax(x, -1))"
    ),
    "helper that is called without a guard": (
        "import torch\ndef softmax(x): ...\ndef check(): return torch.softmax(x)\ncheck()"
    ),
    "class to compare with": (
        "from torch import nn\nclass Ready(nn.Softmax): ...\ndef softmax(x): ...\n"
        "def test(): assert Ready()(x) == softmax(x)"
    ),
    "imported name for a test": (
        "from torch.nn.functional import relu, softmax as ready\ndef softmax(x): return relu(x)\n"
        "def test(): assert ready(x) == softmax(x)"
    ),
    "other name for a test": (
        "import torch\nready = torch.softmax\ndef softmax(x): ...\n"
        "def test(): assert ready(x) == softmax(x)"
    ),
    "imported name for the main block": (
        "from torch import softmax as ready\ndef softmax(x): ...\n"
        'if __name__ == "__main__":\n    print(ready(x) - softmax(x))'
    ),
    "local name of a test's": (
        "import torch\ndef check(x): return torch.softmax(x)\n"
        "def softmax(x):\n    check = x.amax()\n    return x - check"
    ),
    "class that is asked for": (
        "from torch import nn\nfrom torch.nn import Linear as L\ndef softmax(m):\n"
        "    return isinstance(m, (nn.Linear, L)) or issubclass(m, nn.Softmax | L)"
    ),
    "class that is compared": (
        "from torch import nn\ndef softmax(m):\n"
        "    return type(m) is nn.Linear or type(m) in (nn.Linear, nn.Softmax)"
    ),
    "class that is matched": (
        "from torch import nn\ndef softmax(m):\n    match m:\n        case nn.Linear(): return m"
    ),
    "longer names": "import torch\ny = torch.nn.functional.gumbel_softmax_x(x)",
    "text that is not Python": "torch.softmax(",
    "nothing": "",
}


@pytest.mark.parametrize("text", USED.values(), ids=USED)
def test_torchs_own_is_found_on_its_line(text: str) -> None:
    marked = [n for n, line in enumerate(text.splitlines(), start=1) if "# <-" in line]
    assert [use.line for use in forbidden_uses(text, FORBIDDEN, "softmax")] == marked


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_not_torchs_is_left_alone(text: str) -> None:
    assert forbidden_uses(text, FORBIDDEN, "softmax") == ()


def test_name_is_the_katas_and_shown_is_the_attempts() -> None:
    text = "import torch.nn.functional as F\ny = F.softmax(x, -1)"
    (use,) = forbidden_uses(text, FORBIDDEN, "f")
    assert (use.name, use.shown, use.line) == ("softmax", "F.softmax", 2)


def test_a_name_is_reported_once_a_line() -> None:
    text = "import torch\ny = torch.softmax(torch.softmax(x, 0), 1)"
    assert len(forbidden_uses(text, FORBIDDEN, "f")) == 1


def test_a_long_spelling_is_cut() -> None:
    text = f"y = getattr({'x' * 90}, 'softmax')(-1)"
    (use,) = forbidden_uses(text, FORBIDDEN, "f")
    assert len(use.shown) == 60


def test_nothing_forbidden_finds_nothing() -> None:
    assert forbidden_uses("import torch\ntorch.softmax(x)", (), "f") == ()


def test_a_method_form_is_found_beside_an_own_method_of_that_name() -> None:
    text = textwrap.dedent("""
        class A:
            def softmax(self, x):
                return f(x).softmax(-1)
    """)
    assert [use.line for use in forbidden_uses(text, FORBIDDEN, "A")] == [4]


def test_code_too_deep_to_look_through_says_so() -> None:
    text = "y = x.softmax(-1)" + ".a" * 400
    with pytest.raises(KataError, match="nested more than 250 levels deep") as caught:
        forbidden_uses(text, FORBIDDEN, "f")
    assert caught.value.exit_code == 3
