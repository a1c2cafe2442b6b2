"""Where a learner's data lies."""

import os
from collections.abc import Mapping
from pathlib import Path


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder of the journal: `TORCH_KATA_HOME`, else the system's place for such data."""
    home = environ.get("TORCH_KATA_HOME", "")
    if home:
        return Path(os.path.expanduser(home))  # noqa: PTH111
    from platformdirs import user_data_path

    return user_data_path("torch-kata", appauthor=False)
