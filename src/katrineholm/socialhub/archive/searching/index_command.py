"""The index of what visitors do not see made anew by an operator."""

from threading import Event


def make(stop: Event) -> None:
    """Make the index of every hub's record anew, with a bar on a terminal; raises OperatorError."""
    from ...public.search.index_command import make_all

    make_all(stop, record=True)
