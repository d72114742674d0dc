"""How a public page is sent, and to whom it may be sent again."""

import gzip
import re
from time import time

import pytest
import transaction
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from zope.component.hooks import setSite
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import crisis
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.place_views import HubView
from katrineholm.socialhub.setup.new_site import create_site
from katrineholm.socialhub.site.pages import page_cache

pytestmark = pytest.mark.usefixtures("framed")

KEPT = (
    *("hub", "hub/kultur", "hub/kultur/bloggen", "hub/@@sections", "hub?kind=blog"),
    *("hub/@@official-list", "hub/@@facebook", "hub/@@parties"),
)
# The same for another frontend.
VALUES = (
    *("hub?expand=stream", "hub/@stream", "hub/kultur/@stream?kind=blog", "hub/@personal-data"),
    *("hub/@official", "hub/@facebook", "hub/@council", "@accessibility"),
)
PRIVATE = "private, no-store"


@pytest.fixture
def hub(functional_administration, make_functional_channel):
    make_functional_channel("bloggen", kind="blog")
    return functional_administration.__parent__


@pytest.mark.parametrize("url", KEPT)
def test_a_public_page_is_kept_for_a_moment_and_not_sent_again_while_it_is_the_same(
    hub, browse, url
):
    first = browse().get(url)
    assert first.headers["Cache-Control"] == "public, max-age=10"
    again = browse().get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.text) == (304, "")
    assert browse().get(url, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_it_is_packed_for_browsers_that_unpack_it(hub, browse):
    plain = browse().get("hub", headers={"Accept-Encoding": "identity"})
    packed = browse().get("hub", headers={"Accept-Encoding": "gzip"}, stream=True)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    body = packed.raw.read(decode_content=False)
    assert gzip.decompress(body) == plain.content
    assert len(body) < len(plain.content) / 3
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("url", KEPT)
def test_who_is_logged_in_shares_nothing(hub, browse, url):
    answer = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get(url)
    assert answer.headers["Cache-Control"] == PRIVATE
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("url", ["hub/@@messages", "hub/@@board", "hub/@@outbox"])
def test_private_pages_are_stored_nowhere(hub, browse, url):
    assert browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get(url).headers["Cache-Control"] == PRIVATE


def test_a_message_of_what_was_just_done_is_told_to_one_visitor_alone(hub, browse):
    session = browse()
    session.cookies.set("statusmessages", "BURIZWxsb2luZm8=")
    assert "public" not in session.get("hub").headers.get("Cache-Control", "")


def test_what_is_not_found_is_not_kept(hub, browse):
    assert "public" not in browse().get("hub/@@entry/0").headers.get("Cache-Control", "")


@pytest.fixture
def made(monkeypatch):
    """How often the hub's page was made."""
    numbers, index = [], HubView.rendered
    monkeypatch.setattr(HubView, "rendered", lambda view: numbers.append(1) or index(view))
    monkeypatch.setattr(page_cache, "SECONDS", 3600)
    return numbers


def test_a_page_is_made_once_while_nothing_is_written(hub, browse, made):
    answers = [browse().get("hub") for _ in range(3)]
    assert len(made) == 1
    assert len({answer.text for answer in answers}) == 1
    assert len({tuple(sorted(told(answer).items())) for answer in answers}) == 1
    tag = answers[0].headers["ETag"]
    assert browse().get("hub", headers={"If-None-Match": tag}).status_code == 304
    assert len(made) == 1
    browse().get("hub?kind=blog")
    assert len(made) == 2


@pytest.mark.parametrize("url", KEPT)
def test_what_is_kept_for_a_reader_of_one_language_is_not_sent_to_one_of_another(
    hub, browse, made, url
):
    hub.english_title, hub.kultur.english_title = "All of it", "Culture"
    notify(ObjectModifiedEvent(hub))
    notify(ObjectModifiedEvent(hub.kultur))
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    transaction.commit()
    readers = ("sv", "en", "sv", "en", "de")
    answers = [browse().get(url, headers={"Accept-Language": each}) for each in readers]
    assert {"Accept-Language", "Cookie"} <= {*answers[0].headers["Vary"].split(", ")}
    swedish, english = answers[0].text, answers[1].text
    assert [answer.text for answer in answers[2:]] == [swedish, english, swedish]
    assert [re.search(r'<html[^>]* lang="(\w+)"', text)[1] for text in (swedish, english)] == [
        "sv",
        "en",
    ]
    assert "Culture" not in swedish
    assert "Kulturförvaltningen" not in english


def elsewhere(hub):
    hub._p_jar.root()["another site's"] = PersistentMapping()


def beside(hub):
    api.content.create(hub.__parent__, "Document", "sida", title="Sida")


def privately(hub):
    messages_of(hub).queue_line("test", 1, {"time": 1, "hash": ""})


@pytest.mark.parametrize("write", [elsewhere, beside, privately])
def test_a_page_stays_when_something_is_written_that_the_hub_does_not_show(
    hub, browse, made, write
):
    browse().get("hub")
    with api.env.adopt_user(SITE_OWNER_NAME):
        write(hub)
    transaction.commit()
    browse().get("hub")
    assert len(made) == 1


def titled(hub, entry):
    hub.title = "Kommunen i sociala medier"


def edited(hub, entry):
    hub.kultur.title = "Kulturen"
    notify(ObjectModifiedEvent(hub.kultur))


def withdrawn(hub, entry):
    api.content.transition(hub.kultur, "retract")


def removed(hub, entry):
    hub.kultur.manage_delObjects(["bloggen"])


def hidden(hub, entry):
    hide_entry(timeline_of(hub), entry, by="anna", now=1)


def masked(hub, entry):
    mask_entry(timeline_of(hub), entry, ["Elin"], [], reason="Begäran", by="ida", now=1)


def put_on_top(hub, entry):
    uid, now = hub.kultur.bloggen.UID(), int(time())
    crisis.begin_order(hub, uid, "", until=now + 900, now=now, who="anna")


def set_anew(hub, entry):
    api.portal.set_registry_record("katrineholm.socialhub.municipality", "Katrineholm")


ACTS = [set_anew, titled, edited, withdrawn, removed, hidden, masked, put_on_top]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("url", "accept"),
    [("hub", "*/*"), ("accessibility-info", "*/*"), (VALUES[0], "application/json")],
)
def test_what_concerns_the_hub_is_seen_at_once(hub, browse, keep, made_anew, act, url, accept):
    entry = keep(hub.kultur.bloggen, title="Elin vann")
    transaction.commit()
    browse().get(url, headers={"Accept": accept})
    with api.env.adopt_user(SITE_OWNER_NAME):
        act(hub, entry)
    transaction.commit()
    browse().get(url, headers={"Accept": accept})
    assert len(made_anew) == 2


def test_what_was_important_is_gone_at_once(hub, browse, made_anew):
    put_on_top(hub, "")
    transaction.commit()
    assert "Viktigt nu" in browse().get("hub").text
    crisis.end_order(hub, now=int(time()))
    transaction.commit()
    assert "Viktigt nu" not in browse().get("hub").text


@pytest.fixture
def made_anew(monkeypatch):
    """Each page that was made and not taken from what is kept."""
    numbers: list[int] = []
    for shelf in page_cache.PAGES, page_cache.VALUES:
        monkeypatch.setattr(shelf, "keep", counting(shelf.keep, numbers))
    monkeypatch.setattr(page_cache, "SECONDS", 3600)
    return numbers


def counting(keep, numbers):
    def counted(*given):
        numbers.append(1)
        keep(*given)

    return counted


@pytest.fixture
def value(browse):
    """What a service answers in a language, to a visitor with a cookie or to who logs in."""

    def ask(url, language="sv", *login):
        session = browse(*login)
        session.cookies.set("consent", "1")
        headers = {"Accept": "application/json", "Accept-Language": language}
        return session.get(url, headers=headers).json()

    return ask


@pytest.mark.parametrize("url", VALUES)
def test_a_page_as_a_value_is_made_once_for_each_language(hub, value, made_anew, url):
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    transaction.commit()
    swedish, english, *again = (value(url, each) for each in ("sv", "en", "sv", "en"))
    assert again == [swedish, english]
    assert swedish != english
    assert len(made_anew) == 2


def test_a_value_of_who_is_logged_in_is_nobody_elses(hub, value, keep, made_anew):
    keep(hub.kultur.bloggen, title="Elin vann")
    transaction.commit()

    def offered(*login):
        stream = value("hub/@stream", "sv", *login)["stream"]
        return bool(stream["days"][0]["cards"][0]["edit"])

    owner = SITE_OWNER_NAME, SITE_OWNER_PASSWORD
    assert [offered(*who) for who in (owner, (), owner, ())] == [True, False, True, False]
    assert len(made_anew) == 1


def test_nobody_is_given_what_was_made_below_another_virtual_root(hub, browse, made):
    root, url = hub.getPhysicalRoot(), hub.absolute_url()
    if "virtual_hosting" not in root.objectIds():
        manage_addVirtualHostMonster(root, "virtual_hosting")
        transaction.commit()
    host = url.split("/")[2]
    answer = browse().get(
        f"http://{host}/VirtualHostBase/http/{host}/plone/hub/VirtualHostRoot/_vh_plone/_vh_hub"
    )
    assert (answer.status_code, f'"{url}/@@search"' in answer.text) == (200, True)
    assert f'"{url}/@@search"' not in browse().get("hub/").text  # the same address
    assert len(made) == 2


def test_nobody_is_given_what_was_made_for_somebody_else(hub, browse, made):
    owner = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get("hub").text
    assert "userrole-authenticated" in owner
    assert "userrole-authenticated" not in browse().get("hub").text
    assert "userrole-authenticated" in browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get("hub").text
    session = browse()
    session.cookies.set("I18N_LANGUAGE", "en")
    session.get("hub")
    assert len(made) == 4


def told(answer):
    return {name: value for name, value in answer.headers.items() if name != "Date"}


@pytest.fixture
def neighbour(hub):
    """The hub of another site in the same database."""
    try:
        with api.env.adopt_user(SITE_OWNER_NAME):
            found = create_site(hub.getPhysicalRoot(), "flen", "Flens kommun", hub_title="Flen")
    finally:
        setSite(hub.__parent__)
    transaction.commit()
    return found


def test_a_hub_stays_while_another_site_writes_and_is_crawled(
    hub, neighbour, browse, made, monkeypatch
):
    """Each visit comes after a write there, and after as many of its pages as there is room for."""
    monkeypatch.setattr(page_cache.PAGES, "room", 2)
    monkeypatch.setattr(page_cache.PAGES, "seconds", 3600)
    browse().get("hub")
    url = neighbour.absolute_url()
    made.clear()
    for number in range(20):
        neighbour.title = f"Flen {number}"
        transaction.commit()
        assert f"Flen {number}" in browse().get(url).text
        assert browse().get(f"{url}?kind=blog&part={number}").status_code == 200
        browse().get("hub")
    assert len(made) == 2 * 20
