"""An Instagram channel without a feed, and who writes its entries."""

import io
from base64 import b64encode

import pytest
import transaction
from PIL import Image as Painting

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.feeds.model import Entry, Image
from katrineholm.socialhub.core.feeds.plain import plain
from katrineholm.socialhub.core.timeline.store import timeline_of

POST = "https://www.instagram.com/p/Abc123/"


def painted(width=40, height=30, format="PNG", **options):
    """The bytes of a picture."""
    out = io.BytesIO()
    Painting.new("RGB", (width, height), "teal").save(out, format, **options)
    return out.getvalue()


@pytest.fixture
def paint():
    """A function that makes a picture's bytes: ``paint(40, 30, "JPEG")``."""
    return painted


@pytest.fixture
def image():
    """A function that makes a picture as a program sends it: ``image("A plough")``."""
    return lambda alt, data=None: {"data": b64encode(data or painted()).decode(), "alt": alt}


@pytest.fixture
def make_written(make_functional_channel):
    """A function that makes a channel that lives by hand: ``make_written("insta", hold=True)``."""

    def make(id, **fields):
        url = f"https://www.instagram.com/{id}/"
        plain = {"title": id.title(), "profile_url": url, "feed_url": None}
        return make_functional_channel(
            id, **{**plain, "platform": "instagram", "kind": "photo", **fields}
        )

    return make


@pytest.fixture
def channel(make_written):
    """``/hub/kultur/insta``."""
    return make_written("insta")


@pytest.fixture
def editor(channel, functional_portal, person):
    """An editor of kultur."""
    return person("Editor", at=functional_portal.hub.kultur)


@pytest.fixture
def rest(request_factory):
    """A function that asks over REST: ``rest("POST", url, login, json)``."""

    def rest(method, url, login=(), json=None, **headers):
        session = request_factory(basic_auth=login or None)
        answer = session.request(method, url, json=json, headers=headers)
        transaction.begin()
        return answer

    return rest


@pytest.fixture
def post(rest, editor):
    """A function that hands an entry in as the editor: ``post(text="Hej")``."""

    def post(at="hub/kultur/insta", login=editor, **body):
        return rest("POST", f"{at}/@entries", login, {"link": POST, "text": "Hej", **body})

    return post


@pytest.fixture
def keep_told():
    """A function that stores an entry with a picture as a source tells it; gives its id."""

    def keep_told(channel, title="Rubrik", commit=True):
        timeline = timeline_of(hub_of(channel))
        src = "https://cdn.example.se/a.jpg"
        link = "https://example.se/1"
        entry = Entry(("i1",), link=link, title=title, html="<p>Text</p>", images=(Image(src),))
        timeline.keep(channel.UID(), [plain(entry)], now=1_777_000_000)
        [stored] = timeline.all(channel.UID())
        timeline.add_picture(stored["entry_id"], src, b"RIFF....WEBP", 20, 10, "image/webp")
        if commit:
            transaction.commit()
        return stored["entry_id"]

    return keep_told
