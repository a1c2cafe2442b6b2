"""Shape comments held against what the lines really made."""

from torchkata.coach.shapes.report import shape_report

__all__ = ["shape_report"]
