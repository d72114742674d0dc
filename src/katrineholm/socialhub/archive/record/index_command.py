"""The operator's command that rebuilds the index of the record."""

from threading import Event


def make(stop: Event) -> None:
    """Rebuild every hub's index of the record, with a progress bar. Raise OperatorError."""
    from ...public.listings.index_command import make as make_index

    make_index(stop, record=True)
