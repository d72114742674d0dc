"""The operator's rebuild of the record's index."""

from threading import Event


def make(stop: Event) -> None:
    """Rebuild the index of every hub's record, with a bar on a terminal; raise OperatorError."""
    from ...public.listings.index_command import make as make_index

    make_index(stop, record=True)
