"""A hub with a channel of two entries."""

from types import SimpleNamespace

import pytest


@pytest.fixture
def place(make_functional_channel, keep, once):
    """The hub, its channel and the ids of its entries by title, committed."""

    channel = make_functional_channel("bloggen", title="Bloggen", kind="blog")
    titles = "Nyast", "Bild"
    ids = once("two", lambda: {each: keep(channel, title=each, summary="Hej") for each in titles})
    return SimpleNamespace(hub=channel.__parent__.__parent__, channel=channel, ids=ids)
