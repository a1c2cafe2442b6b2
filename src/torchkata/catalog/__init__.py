"""Katas on disk: where they lie, what their `kata.toml` says, and what their symbols come to."""

from torchkata.catalog.expressions import evaluate
from torchkata.catalog.folder import mutant_texts, stray_files
from torchkata.catalog.load import all_sound, find, load
from torchkata.catalog.memory import memory_file
from torchkata.catalog.roots import kata_folders, pack_problems
from torchkata.catalog.sizes import bind_sizes
from torchkata.catalog.texts import driver_text, notes_text, reference_text

__all__ = [
    "all_sound",
    "bind_sizes",
    "driver_text",
    "evaluate",
    "find",
    "kata_folders",
    "load",
    "memory_file",
    "mutant_texts",
    "notes_text",
    "pack_problems",
    "reference_text",
    "stray_files",
]
