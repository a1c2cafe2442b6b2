"""`kata` alone: what is open here and what to type next."""

from torchkata.contracts import Overview
from torchkata.practice.files import practice_files
from torchkata.practice.place import Place


def overview(place: Place) -> Overview:
    """The practice files of the folder, and one command."""
    files = practice_files(place)
    katas = place.katas()
    if files:
        step = f"kata check {files[0].path}"
    elif katas:
        step = f"kata new {katas[0].id}"
    else:
        step = "kata doctor"
    return Overview(files, len(katas), step)
