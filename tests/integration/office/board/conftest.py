"""The places that the tests of ``office/board`` share."""

from datetime import UTC, date, datetime
from time import time

import pytest
import transaction
from helpers.integration.office.board import ANNA, EVA, MORNING, OFFICE, PURPOSE, fails, works
from helpers.integration.office.doctor import ITEM, RSS
from mailserver import plain, receiving
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import office_group
from katrineholm.socialhub.accounts.registration import looks
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.office.board.message_months import update_months
from katrineholm.socialhub.refresh.lease import Lease
from katrineholm.socialhub.refresh.state_storage import store_state
from katrineholm.socialhub.site.settings.registry import PREFIX

JSON = {"Accept": "application/json"}
MARKS = ("colours", "description", "link", "logo", "name")
HELD = {"responsible": ANNA, "substitute": EVA, **PURPOSE}


@pytest.fixture
def ask(browse):
    def ask(path, *login, **headers):
        return browse(*login).get(path, headers=JSON | headers)

    return ask


@pytest.fixture
def board_hub(functional_portal, make_functional_channel, once):
    """Four channels of two administrations: one in order, one broken, one reported, one foreign."""
    board_hub = functional_portal.hub
    once("board", lambda: _four(board_hub, make_functional_channel))
    Lease(functional_portal._p_jar.db()).take(functional_portal._p_jar.root(), int(time()))
    store_state(board_hub, board_hub.kultur.bra.UID(), works(board_hub.kultur.bra))
    store_state(board_hub, board_hub.kultur.trasig.UID(), fails(board_hub.kultur.trasig))
    transaction.commit()
    return board_hub


def _four(board_hub, make_functional_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        facts = {"title": "Skolförvaltningen", "phone": "0150-570 00"}
        school = api.content.create(board_hub, "Administration", "skola", **facts)
        api.content.transition(school, "publish")
    make_functional_channel("bra", title="Bra", profile_marks=MARKS, **HELD)
    make_functional_channel("trasig", title="Trasig", responsible="borta", **PURPOSE)
    make_functional_channel("anmald", "reported", title="Anmäld", **HELD)
    make_functional_channel("utkast", "draft", title="Utkast")
    make_functional_channel("gammal", "closed", title="Gammal")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.move(source=board_hub.kultur.anmald, target=school)


@pytest.fixture
def morning_clock(clock):
    clock.now = MORNING
    return clock


@pytest.fixture
def post(morning_clock):
    """A mail server that the site sends by, in the morning; ``post.taken()`` gives what came."""
    with receiving() as post:
        settings = {
            "plone.smtp_host": "127.0.0.1",
            "plone.smtp_port": post.port,
            "plone.email_from_address": "kommun@example.se",
            f"{PREFIX}.office_email": OFFICE,
            f"{PREFIX}.site_url": "https://www.example.se/",
        }
        for name, value in settings.items():
            api.portal.set_registry_record(name, value)
        transaction.commit()

        def taken():
            mails, post.mails = post.mails, []
            return {to[0]: plain(mail) for to, mail in mails}

        post.taken = taken
        yield post


@pytest.fixture
def editor(board_hub, person, browse):
    """An editor of kultur alone."""
    return browse(*person("Editor", at=board_hub.kultur))


@pytest.fixture
def office(board_hub, person, browse):
    return browse(*person(office_group.ROLE))


PAGE = b"<html><link rel=alternate type=application/rss+xml href=/rss>"


@pytest.fixture
def feed_site(server):
    """A web site that names a feed of seven entries."""
    items = "".join(ITEM.format(number) for number in range(7, 1, -1))
    server.says("/", PAGE, Content_Type="text/html")
    server.says("/rss", RSS.format(items).encode(), Content_Type="text/xml", ETag='"1"')
    return server


@pytest.fixture
def contributor(functional_administration, person, browse):
    """A session of one who may add channels to one administration only."""
    return browse(*person("Contributor", at=functional_administration))


NOW = int(datetime(2026, 5, 4, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def figures_hub(functional_portal, make_functional_channel, keep, worker):
    """A blog since January with posts in March and May, and messages; an Instagram account."""
    blog = make_functional_channel("bloggen", title="Bloggen")
    insta = make_functional_channel(
        "insta",
        title="Insta",
        platform="instagram",
        kind="photo",
        profile_url="https://www.instagram.com/k/",
        feed_url=None,
    )
    for channel in (blog, insta):
        channel.official_since = date(2026, 1, 10)
        channel.reindexObject()
    for number, (month, day) in enumerate(((1, 1), (3, 1), (3, 31), (5, 2))):
        keep(blog, title=f"P{number}", published=datetime(2026, month, day, 12, tzinfo=UTC))
    figures_hub = functional_portal.hub
    told = captured_content("Hej", how="typed", at=NOW)
    # Numbers have gaps where much came in at once: see core.messages.store.
    receive_messages(
        figures_hub, [IncomingMessage("test:1", blog.UID(), told, False, {})], now=NOW, tries=9
    )
    direct = IncomingMessage(
        "test:2", blog.UID(), captured_content("Hej", how="contact", at=NOW), True, {}
    )
    receive_messages(figures_hub, [direct], now=NOW, tries=9)
    looks.store_look(
        figures_hub, insta.UID(), looks.Look("2026-04-02", "anna", NOW, followers=1200)
    )
    looks.store_look(
        figures_hub, insta.UID(), looks.Look("2026-04-30", "anna", NOW, followers=1240)
    )
    transaction.commit()
    update_months(worker)
    transaction.begin()
    return figures_hub


SITE = """<!doctype html><html lang="sv"><title>Nyheter</title>
<article><h2><a href="/bad">Badet öppnar</a></h2><time>26 november 2026 kl. 10.15</time>
<p class="lead">Kom och <b>bada</b>.</p></article>
<article><h2><a href="/vag">Vägen stängs</a></h2><time>nyss</time>
<p class="lead">I maj.</p></article>
</html>""".encode()
ODD_JSON = b'{"items": [{"t": "Badet", "u": "/bad"}, {"t": "Biblioteket", "u": "/bib"}]}'


@pytest.fixture
def odd(functional_portal, server):
    """A web site with news and no feed, and an address that gives JSON."""
    server.says("/nyheter", SITE, Content_Type="text/html")
    server.says("/data", ODD_JSON, Content_Type="application/json")
    return server


@pytest.fixture
def odd_channel(odd, make_functional_channel):
    """``/hub/kultur/bolaget``, a draft of a site without a feed."""
    fields = {"profile_url": odd.url("/nyheter"), "feed_url": None, "platform": "website"}
    return make_functional_channel("bolaget", title="Bolaget", state="draft", **fields)


@pytest.fixture
def officer(person):
    """Of the information office."""
    return person("Information Officer")


@pytest.fixture
def school(functional_administration):
    """Another administration."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub = functional_administration.aq_parent
        school = api.content.create(hub, "Administration", "skola", title="Skolförvaltningen")
        api.content.transition(school, "publish")
    transaction.commit()
    return school
