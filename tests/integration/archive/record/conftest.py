"""A hub with one post of each kind, a public message, a direct one, and a line of the diary."""

from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from officers import NOW, channel, hub, joins, make_people, people, receive, rest  # noqa: F401
from plone import api
from settling import DIARY

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.accounts.lifecycle import mandate
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.entry import CONTENT
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.steps import act

JUNE = datetime(2026, 6, 15, 10, tzinfo=UTC)
PICTURE = Image("https://cdn.example.se/a.jpg", "Badet från luften")


@pytest.fixture
def ids(hub, channel, receive, keep, once):  # noqa: F811
    """The ids of the posts, and the numbers of the messages, by what they are."""
    return dict(once("ids", lambda: _ids(hub, channel, receive, keep)))


def _ids(hub, channel, receive, keep):  # noqa: F811
    timeline = timeline_of(hub)
    found = {
        "entry": keep(channel, title="Badhuset", html="<p>Badet är öppet</p>", images=(PICTURE,)),
        "hidden": keep(channel, title="Badhuset dolt", published=JUNE),
        "withdrawn": keep(channel, title="Badhuset borta"),
        "held": keep(channel, title="Badhuset väntar", hold=True),
    }
    name = timeline.add_picture(found["entry"], PICTURE.src, b"RIFF....WEBP", 2, 1, "image/webp")
    change(timeline, found["entry"], html="<p>Badet är stängt</p>", images=())
    timeline.hide(found["hidden"], by="anna", now=NOW)
    post_acts.note(hub, "hide", [found["hidden"]], now=NOW, who="anna", why="Fel bild")
    withdraw(hub, timeline, found["withdrawn"])
    found["message"] = receive("Badhuset är kallt")
    found["direct"] = receive("Badhuset, hemligt", is_direct=True)
    with api.env.adopt_user("rut"):
        given = DIARY | {"diary_number": "KS 2026/1", "diary_subject": "Badhuset"}
        act(hub, found["message"], "register", given, now=NOW)
    return found | {"picture": name}


def change(timeline, entry_id, **fields):
    """Let an entry's source tell it otherwise."""
    stored = timeline.get(entry_id)
    entry = {name: stored[name] for name in CONTENT}
    images = {"images": [asdict(each) for each in fields.pop("images")]}
    timeline.keep(stored["channel"], [entry | fields | images], now=NOW)


def withdraw(hub, timeline, entry_id):  # noqa: F811
    stored = timeline.get(entry_id)
    timeline.keep(stored["channel"], [], now=NOW, deleted=stored["keys"])
    post_acts.note(hub, "withdraw", [entry_id], now=NOW)


@pytest.fixture
def readers(people, joins):  # noqa: F811
    """Who may read the record: names and passwords by role."""
    return people | {"olga": joins("olga", mandate.OFFICE)}
