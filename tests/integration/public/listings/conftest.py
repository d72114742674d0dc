"""A hub with entries of three channels in two administrations; one channel is a draft."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from types import SimpleNamespace

import pytest
import transaction
from helpers.integration.public.listings import EMBED_SETTING, LIBRARY, SCHOOL, at
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.lifecycle import steps as lifecycle
from katrineholm.socialhub.core.feeds.model import Image, Media, entry_values
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.sections import NEWEST
from katrineholm.socialhub.public.listings.topics import Topic, store_topic

NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
PICTURE = Image("https://cdn.example.se/a.jpg", "A")


@dataclass
class Place:
    """The hub, its channels by name and the ids of their entries by title."""

    hub: object
    channels: dict
    ids: dict


@pytest.fixture
def place(functional_administration, make_functional_channel, keep, once):
    """A committed hub: bloggen and filmer of kultur, hemlig of kultur (draft), skola's bilder."""
    hub = functional_administration.__parent__
    ids = once("place", lambda: _entries(_channels(hub, make_functional_channel), keep))
    names = {"bloggen": "kultur", "filmer": "kultur", "hemlig": "kultur", "bilder": "skola"}
    return Place(hub, {name: hub[at][name] for name, at in names.items()}, ids)


def _channels(hub, make_functional_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(hub, "Administration", "skola", title="Skolförvaltningen")
        api.content.transition(school, "publish")
        facts = {"title": "Bilder", "profile_url": "https://flickr.com/photos/skola"}
        photos = api.content.create(school, "Channel", "bilder", **facts)
        lifecycle.set_state(photos, "official")
    secret = make_functional_channel("hemlig", title="Hemlig kanal", kind="blog", state="draft")
    return {
        "bloggen": make_functional_channel("bloggen", title="Bloggen", kind="blog"),
        "filmer": make_functional_channel("filmer", title="Filmer", kind="video"),
        "hemlig": secret,
        "bilder": photos,
    }


def _entries(channels, keep):
    def kept(channel, title, month, **fields):
        return keep(channels[channel], title=title, published=at(month), **fields)

    return {
        "Hemligt": kept("hemlig", "Hemligt inlägg", 6, html="<p>Hemligt</p>", images=(PICTURE,)),
        "Nyast": kept(
            "bloggen",
            "Nyast",
            5,
            html='<p>Hej <img src="https://cdn.example.se/a.jpg" alt="A"></p>',
            summary="Hej",
            author="Anna",
            categories=("Kultur", "Fritid"),
            language="sv",
            updated=at(6),
            images=(PICTURE,),
        ),
        "Film": kept("filmer", "Film", 4, media=(Media("https://film.example.se/1", "video/mp4"),)),
        "Bild": kept("bilder", "Bild", 3),
        "Äldst": kept("bloggen", "Äldst", 1),
    }


@pytest.fixture
def keep_document():
    """A function that reads a JSON Feed as a channel's source and stores what it holds."""

    def keep_document(channel, document):
        version = "https://jsonfeed.org/version/1.1"
        source = json.dumps({"version": version, **document})
        feed = parse_feed(source.encode(), "", channel.feed_url, NOON)
        timeline = timeline_of(hub_of(channel))
        entries = [entry_values(entry) for entry in feed.entries]
        store_document(timeline, channel.UID(), entries, now=int(NOON.timestamp()))
        transaction.commit()
        return feed.entries

    return keep_document


@pytest.fixture
def picture(place):
    """A function that stores the picture of an entry; it gives the picture's name."""

    def picture(title, src="https://cdn.example.se/a.jpg"):
        timeline = timeline_of(place.hub)
        name = add_picture(timeline, place.ids[title], src, b"RIFF....WEBP", 20, 10, "image/webp")
        transaction.commit()
        return name

    return picture


@pytest.fixture
def filled(make_functional_channel, keep):
    """A hub with a blog of six entries and one film; gives the hub."""
    blog = make_functional_channel("bloggen", kind="blog")
    film = make_functional_channel("filmer", kind="video")
    make_functional_channel("tyst", kind="photo")
    for number in range(NEWEST + 2):
        keep(blog, title=f"Blogg {number}", published=NOON + timedelta(number))
    keep(film, title="En <b>film</b>")
    transaction.commit()
    return api.portal.get().hub


@pytest.fixture
def get(place, browse):
    """The text of a page, as anybody sees it."""

    def get(url):
        answer = browse().get(url)
        assert answer.status_code == 200
        return answer.text

    return get


@pytest.fixture
def editor(place, person):
    """An editor of kultur alone."""
    return person("Editor", at=place.hub.kultur)


@pytest.fixture
def login(person, place):
    """A function that gives the name and the password of somebody; nothing for a visitor."""

    @cache
    def login(who):
        if who == "visitor":
            return ()
        if who == "office":
            return person("Information Officer")
        return person("Editor", at=place.hub.kultur)

    return login


@pytest.fixture
def ask(request_factory):
    """A function that asks for an address as a program, as anybody or as somebody; the answer."""

    def ask(path, *login):
        answer = request_factory(basic_auth=login or None).get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture
def crisis_place(functional_administration, make_functional_channel, keep, once):
    """``ids`` are those of the entries by title: Vatten and Höst of bloggen, Hemlig of a draft."""
    hub = functional_administration.__parent__
    blog = make_functional_channel("bloggen", title="Bloggen", kind="blog")
    draft = make_functional_channel("utkast", title="Utkast", state="draft")
    ago = {name: datetime.now(UTC) - timedelta(hours=hours) for name, hours in HOURS.items()}

    def make():
        return {
            "Vatten": keep(blog, title="Vatten", published=ago["Vatten"]),
            "Höst": keep(blog, title="Höst", published=ago["Höst"]),
            "Hemlig": keep(draft, title="Hemlig", published=ago["Hemlig"]),
            "Väntar": keep(blog, title="Väntar", published=ago["Höst"], hold=True),
        }

    ids = once("crisis entries", make)
    uids = {"Bloggen": blog.UID(), "Utkast": draft.UID()}
    return SimpleNamespace(hub=hub, blog=blog, draft=draft, ids=ids, uids=uids)


HOURS = {"Vatten": 1, "Höst": 90, "Hemlig": 1}


@pytest.fixture
def office(person):
    return person("Information Officer")


@pytest.fixture
def searched_place(make_functional_channel, keep, once):
    """The hub, its channel and the ids of its entries by title, committed."""

    channel = make_functional_channel("bloggen", title="Bloggen", kind="blog")
    titles = "Nyast", "Bild"
    ids = once("two", lambda: {each: keep(channel, title=each, summary="Hej") for each in titles})
    return SimpleNamespace(hub=channel.__parent__.__parent__, channel=channel, ids=ids)


@pytest.fixture
def listed(place):
    """The sites of a school and the library are listed."""
    api.portal.set_registry_record(EMBED_SETTING, (SCHOOL, LIBRARY))
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    transaction.commit()
    return place


@pytest.fixture
def topic_hub(place, keep):
    """A hub with a topic, and entries with tags; one of a draft."""
    blog, draft = place.channels["bloggen"], place.channels["hemlig"]
    keep(blog, title="Simskola", categories=("#Bad", "Katrineholm"))
    keep(blog, title="Kallbad", categories=("bad",))
    keep(draft, title="På utkast", categories=("bad", "hemligt"))
    store_topic(place.hub, Topic("ort", "Orten", ("#katrineholm",)))
    transaction.commit()
    return place.hub
