"""A hub with what may be asked for: a post with a picture, what it said before, and messages."""

from types import SimpleNamespace

import pytest
from officers import NOW, channel, hub, joins, people, receive, rest  # noqa: F401
from plone import api
from settling import DIARY

from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.archive.requests import answering, book
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.entry import CONTENT
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.steps import act, state_facts

NAME, PICTURE = "Åsa Hemligson", Image("https://cdn.example.se/a.jpg", "Åsa Hemligson på isen")
PROVISION = "21 kap. 7 §"


@pytest.fixture
def kept(hub, channel, receive, keep, once):  # noqa: F811
    """The keys of what can be asked for, by what it is, and the ``name`` of the picture."""
    return SimpleNamespace(**once("kept", lambda: _keys(hub, channel, receive, keep)))


def _keys(hub, channel, receive, keep):  # noqa: F811
    timeline = timeline_of(hub)
    html = f'<p>Grattis <b>Åsa</b> Hemligson! Badet är öppet. <img src="{PICTURE.src}" alt=""></p>'
    entry = keep(channel, title=f"{NAME} vann", html=html, author=NAME, images=(PICTURE,))
    name = timeline.add_picture(entry, PICTURE.src, b"RIFF....WEBP", 2, 1, "image/webp")
    change(timeline, entry, html=f"<p>Badet är stängt. Grattis {NAME}!</p>")
    [before] = timeline.versions(timeline.whole(entry))
    files = {"../../bild.png": b"png", 'a"<b>.exe': b"MZ"}
    sender = {"name": "Eva Ek", "contact": "eva@hemma.example"}
    message = receive("Åsa Hemligson åkte fel", files=files.items(), sender=sender)
    secret = receive("Min sjukdom", is_direct=True)
    with api.env.adopt_user("rut"):
        number = {"diary_number": "KS 2026/1", "diary_subject": "Isen"}
        act(hub, message, "register", DIARY | number, now=NOW)
        given = {"secret": True, "provision": "25 kap. 1 §"}
        messages_of(hub).record(secret, "secrecy", given, who="rut", now=NOW)
        state_facts(hub, secret, {"secret": True}, now=NOW)
    return {
        "entry": f"entry:{entry}",
        "version": f"version:{entry}:{before['until']}",
        "message": f"message:{message}",
        "secret": f"message:{secret}",
        "diary": f"diary:{DIARY['diary_date']}:{message}",
        "number": message,
        "id": entry,
        "picture": name,
    }


@pytest.fixture
def everything(kept):
    return [kept.entry, kept.version, kept.message, kept.secret, kept.diary]


@pytest.fixture
def asked(hub, everything, once):  # noqa: F811
    """The id of a request, with everything in it, that the registrar has begun."""

    def begun():
        with api.env.adopt_user("rut"):
            return answering.begin(hub, "Badet", everything)

    return once("asked", begun)


@pytest.fixture
def as_rut(people):  # noqa: F811
    """What is done is done by the registrar."""
    with api.env.adopt_user("rut"):
        yield


@pytest.fixture
def request_of(hub, asked):  # noqa: F811
    """A function that gives the request as it is kept now."""
    return lambda: book.one(hub, asked)


@pytest.fixture
def olga(joins):  # noqa: F811
    """The login of somebody in the information office."""
    return joins("olga", mandate.OFFICE)


def change(timeline, entry_id, **fields):
    """Let an entry's source tell it otherwise."""
    stored = timeline.get(entry_id)
    entry = {name: stored[name] for name in CONTENT}
    timeline.keep(stored["channel"], [entry | fields], now=NOW)
