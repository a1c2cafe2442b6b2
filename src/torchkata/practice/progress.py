"""What is to be done about each kata, as the journal knows it."""

from datetime import date

from torchkata.contracts import KataError, Standing
from torchkata.journal import Glance, data_folder
from torchkata.journal.progress import standings as worked_out
from torchkata.practice.place import Place


def standings(place: Place, today: date) -> tuple[dict[str, Standing], str]:
    """The standing of every kata that is not new, and why the journal cannot be read if so."""
    journal = Glance(data_folder(place.environ))
    try:
        return worked_out(journal.touched(), journal.cards(), today), ""
    except KataError as error:
        return {}, error.message
