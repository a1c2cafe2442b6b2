# kata: cosine_lr
import cmath


class CosineLR:
    def __call__(self, base_lr: float, step: int, t_max: int, eta_min: float = 0.0) -> float:
        w = cmath.exp(1j * cmath.pi * step / t_max).real
        return ((1 + w) * base_lr + (1 - w) * eta_min) / 2


cosine_lr = CosineLR()
