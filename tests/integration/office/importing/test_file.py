"""A file on its way to the confirmation."""

import re
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.core.tables.csvout import csv_bytes
from katrineholm.socialhub.office.importing.file import packed, unpacked

PAGE = "hub/@@import"
HEADER = "title;administration;profile_url"
NEW = "Nya kanalen;kultur;https://mastodon.se/@kultur"


@pytest.fixture
def office(functional_administration, person, browse):
    """A session of the office's."""
    return browse(*person("Information Officer"))


def token(session):
    return re.search(r'name="_authenticator" value="(\w+)"', session.get(PAGE).text)[1]


def look(session, *lines, data=None):
    data = "\n".join(lines).encode() if data is None else data
    form = {"_authenticator": token(session), "do": "look"}
    return session.post(PAGE, data=form, files={"file": ("kanaler.csv", data, "text/csv")})


def confirm(session, page, **changes):
    hidden = dict(
        re.findall(r'name="(carried|seen|_authenticator)"[^>]*?value="([^"]*)"', page.text)
    )
    return session.post(PAGE, data={"do": "store"} | hidden | changes)


def alerts(page):
    found = re.findall(r'<p class="alert[^>]*>(.*?)</p>', page.text, re.DOTALL)
    return [" ".join(unescape(each).split()) for each in found]


def stored(functional_portal):
    transaction.begin()
    with api.env.adopt_user(SITE_OWNER_NAME):
        channels = functional_portal.hub.kultur.objectValues()
        return {each.profile_url: each for each in channels if IChannel.providedBy(each)}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"fel;rubriker\n1;2",
        f"{HEADER}\nKanal å;kultur;https://a.example.se/".encode("mac-roman"),
        b"PK\x03\x04\x00\x00",
        HEADER.encode(),
        f"{HEADER};state;hemlighet\n1;2;3;4;5".encode(),
        f"{HEADER}\n".encode() + b"a;b;c\n" * 50_000,
        f"{HEADER}\n".encode() + b"x" * 6_000_000,
    ],
    ids=["empty", "header", "charset", "zip", "no rows", "unknown", "50000 rows", "huge"],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(office, functional_portal, data):
    page = look(office, data=data)
    assert page.status_code == 200
    assert len(alerts(page)) == 1
    assert stored(functional_portal) == {}


@pytest.mark.parametrize("carried", ["", "AAAA", "inte base64!", packed(b"\0" * 30_000_000)[:900]])
def test_a_confirmation_that_was_tampered_with_stores_nothing(office, functional_portal, carried):
    page = look(office, HEADER, NEW)
    assert len(alerts(confirm(office, page, carried=carried))) == 1
    assert stored(functional_portal) == {}


def test_a_file_is_carried_in_the_form_and_comes_out_the_same():
    data = csv_bytes(["title"], [["Åsa"], ["=1+1"]])
    assert unpacked(packed(data)) == data
    assert len(unpacked(packed(b"\0" * 20_000_000))) == 5_000_001
