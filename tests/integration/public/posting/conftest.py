"""An Instagram channel without a feed, and who writes its entries."""

import io
from base64 import b64encode

import pytest
import transaction
from helpers.core.downloads import instagram, linkedin
from PIL import Image as Painting

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.feeds.model import Entry, Image, entry_values
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries

POST = "https://www.instagram.com/p/Abc123/"


def painted_post(width=40, height=30, format="PNG", **options):
    """The bytes of a picture."""
    out = io.BytesIO()
    Painting.new("RGB", (width, height), "teal").save(out, format, **options)
    return out.getvalue()


@pytest.fixture
def paint_post():
    """A function that makes a picture's bytes: ``paint(40, 30, "JPEG")``."""
    return painted_post


@pytest.fixture
def image():
    """A function that makes a picture as a program sends it: ``image("A plough")``."""
    return lambda alt, data=None: {"data": b64encode(data or painted_post()).decode(), "alt": alt}


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
def written_channel(make_written):
    """``/hub/kultur/insta``."""
    return make_written("insta")


@pytest.fixture
def editor(written_channel, functional_portal, person):
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
        store_document(timeline, channel.UID(), [entry_values(entry)], now=1_777_000_000)
        [stored] = all_entries(timeline, channel.UID())
        add_picture(timeline, stored["entry_id"], src, b"RIFF....WEBP", 20, 10, "image/webp")
        if commit:
            transaction.commit()
        return stored["entry_id"]

    return keep_told


def painted(color="teal", format="JPEG"):
    out = io.BytesIO()
    Painting.new("RGB", (40, 30), color).save(out, format)
    return out.getvalue()


@pytest.fixture(scope="session")
def paint():
    """A function that makes a picture's bytes: ``paint("red", "PNG")``."""
    return painted


@pytest.fixture
def make_instagram(make_functional_channel):
    """A function that makes a channel that has no feed: ``make_instagram("insta", hold=True)``."""

    def make(id="insta", **fields):
        url = f"https://www.instagram.com/{id}/"
        plain = {"profile_url": url, "feed_url": None, "platform": "instagram", "kind": "photo"}
        return make_functional_channel(id, **{**plain, **fields})

    return make


@pytest.fixture
def instagram_channel(make_instagram):
    """``/hub/kultur/insta``."""
    return make_instagram()


@pytest.fixture
def linkedin_channel(make_functional_channel):
    """``/hub/kultur/linkedin``, without a feed."""
    url = "https://www.linkedin.com/company/katrineholm/"
    plain = {"profile_url": url, "feed_url": None, "platform": "linkedin"}
    return make_functional_channel("linkedin", **plain)


@pytest.fixture
def shares():
    """LinkedIn's shares: one for all, and two that the account's own network sees."""
    rows = (("Badet öppnar", "PUBLIC"), ("Vi söker lärare", "MEMBER_NETWORK"))
    return lambda: linkedin(*rows, ("Bron lagas", "MEMBER_NETWORK"))


@pytest.fixture
def instagram_editor(instagram_channel, functional_portal, person):
    """An editor of kultur."""
    return person("Editor", at=functional_portal.hub.kultur)


@pytest.fixture
def download(paint):
    """Instagram's download of two posts, one with a picture, and a story."""
    return lambda: instagram(
        "Badet öppnar på lördag", "Midsommar på ön", pictures=[paint()], stories=["Hemligt"]
    )


@pytest.fixture
def shown():
    """A function that gives the titles of a channel's entries as visitors see them."""

    def shown(channel):
        transaction.begin()
        entries = latest_entries(timeline_of(hub_of(channel)), [channel.UID()])
        return sorted(each["title"] for each in entries)

    return shown


@pytest.fixture
def stored():
    """A function that gives all that is kept of a channel, by title."""

    def stored(channel):
        transaction.begin()
        return {
            each["title"]: each for each in all_entries(timeline_of(hub_of(channel)), channel.UID())
        }

    return stored
