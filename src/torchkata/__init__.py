"""torch-kata: write modern PyTorch models from memory and know at once whether they are right."""

__version__ = "0.1.0"
