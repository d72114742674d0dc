"""A site that has as many channels as it may have gets no more, by whichever way they come."""

import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zExceptions import Forbidden
from ZODB.POSException import ConflictError
from zope.lifecycleevent import ObjectMovedEvent

import katrineholm.socialhub
from katrineholm.socialhub.accounts.channels import limits
from katrineholm.socialhub.site.pages.refusals import Refusal

PACKAGE = Path(katrineholm.socialhub.__file__).parent
NEW = {"title": "Ny", "profile_url": "https://ny.example.se/"}
PLACE = {"title": "Ny", "profile_url": "https://www.facebook.com/kommunen"}
FULL = "Webbplatsen får ha 2 kanaler, stängda inräknade, och har redan 2."


@pytest.fixture
def site(functional_portal, make_functional_channel, submit, manager_request):
    """A site with two channels in an administration, with sessions of the Manager's."""
    make_functional_channel("ett", "draft")
    make_functional_channel("två", "closed")
    login = SITE_OWNER_NAME, SITE_OWNER_PASSWORD

    def fill(url, data):
        return submit(login, url, {f"form.widgets.{name}": data[name] for name in data} | SAVE)

    return SimpleNamespace(
        portal=functional_portal,
        rest=manager_request,
        fill=fill,
        submit=lambda url, data: submit(login, url, data),
    )


SAVE = {"form.buttons.save": "Spara"}
BY_HAND = {"IBasic.title": "Ny", "profile_url": NEW["profile_url"]}


def limit(site, number):
    limits.set_site_limits(site, {limits.CHANNELS: number})
    transaction.commit()


def count(site):
    transaction.begin()
    return limits.channel_count(site.portal)


def form(site):
    return site.submit("hub/kultur/++add++Channel", NEW | {"do": "save", "language": "sv"})


def place_form(site):
    return site.fill(
        "hub/kultur/++add++FacebookPlace",
        BY_HAND | {"profile_url": PLACE["profile_url"], "place_type:list": "page"},
    )


def rest(site):
    return site.rest.post("hub/kultur", json={"@type": "Channel"} | NEW)


def place_rest(site):
    return site.rest.post("hub/kultur", json={"@type": "FacebookPlace"} | PLACE)


def rest_copy(site):
    return site.rest.post("hub/kultur/@copy", json={"source": "/hub/kultur/ett"})


def rest_copy_of_all(site):
    return site.rest.post("hub/@copy", json={"source": "/hub/kultur"})


SENT = [form, place_form, rest, place_rest, rest_copy, rest_copy_of_all]


@pytest.mark.parametrize("send", SENT, ids=lambda send: send.__name__)
def test_what_is_sent_is_refused_in_one_sentence_and_taken_by_a_higher_limit(site, send):
    limit(site.portal, 2)
    answer = send(site)
    assert FULL in said(answer)
    assert answer.status_code == (200 if send in (form, place_form) else 403)
    assert count(site) == 2
    limit(site.portal, 4)
    answer = send(site)
    assert answer.status_code < 400, answer.text
    assert count(site) > 2


def said(answer):
    is_json = answer.headers["Content-Type"] == "application/json"
    return answer.json()["message"] if is_json else unescape(answer.text)


def create(portal):
    api.content.create(portal.hub.kultur, "Channel", **NEW)


def copy(portal):
    api.content.copy(portal.hub.kultur.ett, portal.hub.kultur, "tre")


def paste_hub(portal):
    portal.manage_pasteObjects(portal.manage_copyObjects(["hub"]))


MADE = [create, copy, paste_hub]


@pytest.mark.parametrize("make", MADE, ids=lambda make: make.__name__)
def test_what_is_made_is_refused_before_anything_of_it_is_stored(site, make):
    limit(site.portal, 2)
    with api.env.adopt_user(SITE_OWNER_NAME):
        with pytest.raises(Forbidden, match=FULL):
            make(site.portal)
        # Nobody aborts the transaction, as in a page that shows the message.
        transaction.commit()
        assert count(site) == 2
        assert (site.portal.hub.objectIds(), len(site.portal.hub.kultur.objectIds())) == (
            ["kultur"],
            2,
        )
        limit(site.portal, 4)
        make(site.portal)
        assert limits.channel_count(site.portal) > 2


def test_these_are_all_the_ways_in_which_content_is_stored():
    ways = re.compile(r"_setOb\(|_setObject\(|content\.(create|copy|move)\(|suppress_events=True")
    found = {
        str(path.relative_to(PACKAGE)): sorted({each[0] for each in ways.finditer(text)})
        for path in PACKAGE.rglob("*.py")
        if ways.search(text := path.read_text())
    }
    assert found == {
        "accounts/registration/add_form.py": ["content.create("],
        "office/bulk/import_page.py": ["content.create("],  # test_import_page
        "public/partyblogs/council.py": ["content.create("],  # parties, which are no channels
        "setup/new_site.py": ["content.create("],  # an empty hub
        "setup/preservation.py": ["_setObject("],  # types
        # An arriving hub is counted before it comes: test_hub_import.
        "setup/transfer_content.py": ["_setOb("],
        "setup/hub_import.py": ["_setObject(", "suppress_events=True"],
    }


def test_what_is_there_moves_and_changes_as_before(site):
    limit(site.portal, 1)
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(site.portal.hub, "Administration", "skola", title="Skola")
        api.content.move(site.portal.hub.kultur.ett, other)
        api.content.rename(other.ett, "nytt")
        api.content.rename(site.portal.hub, "navet")
    assert site.portal.navet.skola.nytt.title == "ett"


def test_a_channel_of_another_site_is_an_arrival(site):
    limit(site.portal, 2)
    channel, here = site.portal.hub.kultur.ett, site.portal.hub.kultur
    within = ObjectMovedEvent(channel, here, "ett", here, "ett")
    limits.guard_arrival(channel, within)
    from_elsewhere = ObjectMovedEvent(channel, site.portal.aq_parent, "ett", here, "ett")
    with pytest.raises(Forbidden, match=FULL):
        limits.guard_arrival(channel, from_elsewhere)
    # Elsewhere there is no limit.
    app = site.portal.aq_parent
    limits.guard_arrival(channel, ObjectMovedEvent(channel, here, "ett", app, "ett"))


def test_of_two_at_once_for_the_last_place_one_comes_in(site):
    limit(site.portal, 3)
    connection = site.portal._p_jar.db().open(transaction.TransactionManager())
    try:
        theirs = connection.root()["Application"].plone
        limits.guard_arrival(theirs.hub.kultur.ett, arrival(theirs))
        limits.guard_arrival(site.portal.hub.kultur.ett, arrival(site.portal))
        transaction.commit()
        with pytest.raises(ConflictError):
            connection.transaction_manager.commit()
    finally:
        connection.transaction_manager.abort()
        connection.close()


def arrival(portal):
    return ObjectMovedEvent(portal.hub.kultur.ett, None, None, portal.hub.kultur, "tre")


def test_without_a_limit_nothing_is_written(site):
    limits.guard_arrival(site.portal.hub.kultur.ett, arrival(site.portal))
    assert not site.portal._p_jar._registered_objects
    assert limits.channel_fault(site.portal, 10**6) is None


MEASURED = limits.StorageSize(5 * limits.MEGABYTE, 1_790_000_000)


@pytest.mark.parametrize(
    ("most", "measured", "is_full"),
    [(0, MEASURED, False), (5, MEASURED, True), (6, MEASURED, False), (1, None, False)],
)
def test_storage_is_full_from_its_limit_on(portal, most, measured, is_full):
    limits.set_site_limits(portal, {limits.STORAGE: most * limits.MEGABYTE})
    if measured:
        limits.store_storage_size(portal, measured, {1: 7})
    assert limits.storage_size(portal) == measured
    assert bool(limits.storage_fault()) is is_full
    if is_full:
        with pytest.raises(Refusal, match="storage is full"):
            limits.require_storage()


def test_the_sizes_of_files_that_are_gone_are_forgotten(portal):
    for files in ({1: 7, 2: 8}, {2: 8, 3: 9}):
        limits.store_storage_size(portal, MEASURED, files)
    assert dict(limits.file_sizes(portal)) == {2: 8, 3: 9}


def test_these_are_all_the_files_that_are_stored_in_a_full_site_or_not():
    stored = re.compile(r"\bBlob\(")
    asked = re.compile(r"(require_storage|storage_fault)\(")
    found = {str(each.relative_to(PACKAGE)): each.read_text() for each in PACKAGE.rglob("*.py")}
    assert {name for name, text in found.items() if stored.search(text)} == {
        "core/timeline/pictures.py",  # asked: fetched, submitted and of downloads
        "core/timeline/originals.py",  # with the pictures that are made from them
        "core/messages/store.py",  # evidence: always
        "core/files/json_values.py",  # names the type
        "site/mail/attachments.py",  # mails: always
        "archive/packages/order_storage.py",  # asked when a package is ordered
        "archive/packages/snapshots.py",  # asked by people and the chore, not at the closing
        "setup/hub_import.py",  # asked
        "public/posting/held_downloads.py",  # for an hour, with limits of its own
    }
    assert {name for name, text in found.items() if asked.search(text)} == {
        "accounts/channels/limits.py",
        "office/board/site_limits.py",
        "refresh/pictures.py",
        "public/posting/submission.py",
        "public/posting/download_import.py",
        "archive/packages/orders.py",
        "archive/packages/snapshots_page.py",
        "archive/packages/snapshot_chore.py",
        "setup/hub_import.py",
    }
