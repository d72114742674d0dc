"""A hub with an entry that names a person wherever an entry can, and shows her picture."""

from types import SimpleNamespace

import pytest
import transaction

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.feeds.model import Image, Media
from katrineholm.socialhub.core.timeline.store import timeline_of

NAME, PICTURE = "Åsa Hemligson", "https://cdn.example.se/a.jpg"


@pytest.fixture
def told(make_functional_channel, keep):
    """The ``hub``, its ``channel``, the ``entry`` and the name of its ``picture``."""
    channel = make_functional_channel("bloggen", title="Bloggen", kind="blog", dialogue=True)
    hub = hub_of(channel)
    entry = keep(
        channel,
        title=f"{NAME} vann",
        html=f'<p>Grattis <b>Åsa</b> Hemligson! <img src="{PICTURE}" alt="{NAME}"></p>',
        summary=f"Grattis {NAME}!",
        author=NAME,
        categories=(NAME, "Kultur"),
        images=(Image(PICTURE, NAME),),
        media=(Media("https://film.example.se/Åsa-Hemligson.mp4", "video/mp4"),),
    )
    picture = timeline_of(hub).add_picture(entry, PICTURE, b"RIFF....WEBP", 9, 9, "image/webp")
    transaction.commit()
    return SimpleNamespace(hub=hub, channel=channel, entry=entry, picture=picture)


@pytest.fixture
def office(person):
    """The login of an officer of the information office."""
    return person("Information Officer")


@pytest.fixture
def send(told, submit, office):
    """A function that sends the page's form as the office."""

    def send(**given):
        return submit(office, f"hub/@@mask-entry/{told.entry}", given)

    return send
