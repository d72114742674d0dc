"""An Instagram channel without a feed, and who brings its downloads in."""

import io

import pytest
import transaction
from helpers.core.downloads import instagram, linkedin
from PIL import Image as Painting

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.timeline.store import timeline_of


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
def channel(make_instagram):
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
def editor(channel, functional_portal, person):
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
        entries = timeline_of(hub_of(channel)).latest([channel.UID()])
        return sorted(each["title"] for each in entries)

    return shown


@pytest.fixture
def stored():
    """A function that gives all that is kept of a channel, by title."""

    def stored(channel):
        transaction.begin()
        return {each["title"]: each for each in timeline_of(hub_of(channel)).all(channel.UID())}

    return stored
