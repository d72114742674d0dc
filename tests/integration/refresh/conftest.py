"""Documents that sources may send."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import transaction
from commands import instance, sources, template  # noqa: F401
from helpers.integration.refresh import NOW, Net

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh.answer_storage import store_answer


@pytest.fixture(scope="session")
def rss():
    """A document with an entry for each name: ``rss("b", "a", b={"title": …}, built=…)``."""
    return document


def document(*names, built="", **changes):
    items = "".join(item(name, **changes.get(name, {})) for name in names)
    return (
        f'<rss version="2.0"><channel><title>Bloggen</title><lastBuildDate>{built}</lastBuildDate>'
        f"{items}</channel></rss>"
    ).encode()


def item(name, title="", text="Text", day=None, image=""):
    """An entry; its day in May 2026 comes from its name: a is the first."""
    day = day or ord(name[0]) - ord("a") + 1
    date = datetime(2026, 5, day, 12, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    picture = f'&lt;img src="{image}" alt="En bild">' if image else ""
    return (
        f"<item><guid>{name}</guid><link>https://blogg.example.se/{name}</link>"
        f"<title>{title or name.upper()}</title><pubDate>{date}</pubDate>"
        f"<description>&lt;p>{text}{picture}&lt;/p></description></item>"
    )


@pytest.fixture
def net(rss):
    """What the sources say."""
    return Net(rss)


@pytest.fixture
def database(functional_portal):
    """``database.writes(function)``: how many transactions a function writes."""
    storage = functional_portal._p_jar.db().storage

    def writes(function, *args):
        before = storage.lastTransaction()
        function(*args)
        return storage.lastTransaction() != before

    return SimpleNamespace(writes=writes)


@pytest.fixture
def ask(request_factory):
    """``ask(role)`` posts to @refresh; gives the answer."""

    def post(role="Manager"):
        return request_factory(role=role).post("hub/kultur/bloggen/@refresh")

    return post


@pytest.fixture
def failing(make_functional_channel):
    """A channel whose source has refused twice, beside one that was never asked."""
    make_functional_channel("annan", title="Annan")
    channel = make_functional_channel("trasig", title="Trasig")
    for moment in (NOW, NOW + 3600):
        store_answer(hub_of(channel), facts_of(channel), FeedError("missing"), moment)
    transaction.commit()
    return channel
