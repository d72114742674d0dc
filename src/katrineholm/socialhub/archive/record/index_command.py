"""The operator's command that rebuilds the index of the record."""

from threading import Event


def make(stop: Event) -> None:
    """Rebuild every hub's record index with a progress bar; raise OperatorError if one fails."""
    from ...public.listings.index_command import make as make_index

    make_index(stop, record=True)
