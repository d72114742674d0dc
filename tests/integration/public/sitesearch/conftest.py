"""A hub with a channel of two entries."""

from types import SimpleNamespace

import pytest


@pytest.fixture
def place(make_functional_channel, keep, once):
    """The hub, its channel and the ids of its entries by title, committed."""

    def make():
        channel = make_functional_channel("bloggen", title="Bloggen", kind="blog")
        titles = "Nyast", "Bild"
        return {title: keep(channel, title=title, summary="Hej") for title in titles}

    make_functional_channel("bloggen", title="Bloggen", kind="blog")
    ids = once("two entries", make)
    channel = make_functional_channel("bloggen", title="Bloggen", kind="blog")
    return SimpleNamespace(hub=channel.__parent__.__parent__, channel=channel, ids=ids)
