"""The diary's page and files."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import transaction
from plone import api
from settling import DIARY
from zope.component import getMultiAdapter
from zope.interface import alsoProvides, implementer
from zope.publisher.browser import BrowserView

from katrineholm.socialhub.inbox.desk.interfaces import IMessagesLinks, IMessagesView
from katrineholm.socialhub.interfaces import ISocialHubLayer

PLACES = ("diary", "diary-csv", "diary-ods")


def test_the_files_hold_back_what_secrecy_covers_and_start_no_formula(
    case, hub, do, people, browse
):
    told = DIARY | {"diary_date": "2025-09-01", "diary_party": "=cmd|'/C calc'!A0"}
    do("rut", case(), "register", **told | {"diary_number": "1", "diary_subject": "Lyset"})
    secret = case("Hemligt", secret=True)
    do("rut", secret, "register", **told | {"diary_number": "2", "diary_subject": "Barnet"})
    transaction.commit()
    rut = browse(*people["rut"])
    period = {"from": "2025-09-01", "to": "2025-09-01"}
    table = rut.get("hub/@@diary-csv", params=period)
    assert table.headers["Content-Type"].startswith("text/csv")
    assert "no-store" in table.headers["Cache-Control"]
    _head, first, second = table.content.decode("utf-8-sig").splitlines()
    assert first == "2025-09-01;1;'=cmd|'/C calc'!A0;Lyset"
    assert second == "2025-09-01;2;;"
    sheet = rut.get("hub/@@diary-ods", params=period)
    content = ZipFile(BytesIO(sheet.content)).read("content.xml").decode()
    assert "Lyset" in content
    assert "Barnet" not in content


@pytest.mark.parametrize("page", PLACES)
@pytest.mark.parametrize(
    ("who", "is_allowed"),
    [(None, False), ("cia", False), ("anna", False), ("arne", False), ("rut", True)],
)
def test_who_may_read_the_diary(hub, people, browse, page, who, is_allowed):
    login = people[who] if who else ()
    answer = browse(*login).get(f"hub/@@{page}", allow_redirects=False)
    assert (answer.status_code == 200) == is_allowed


@pytest.mark.parametrize("value", ["x", "2026-13-01", "9" * 50])
def test_a_day_that_is_none_is_passed_over(hub, people, browse, value):
    params = {"from": value, "to": value}
    assert browse(*people["rut"]).get("hub/@@diary", params=params).status_code == 200


@implementer(IMessagesView)
class Messages(BrowserView):
    pass


@pytest.mark.parametrize(("who", "is_shown"), [("rut", True), ("anna", False)])
def test_the_list_leads_the_registrar_to_the_diary(case, hub, who, is_shown):
    case()
    request = api.portal.get().REQUEST
    alsoProvides(request, ISocialHubLayer)
    with api.env.adopt_user(who):
        page = Messages(hub, request)
        links = getMultiAdapter(
            (hub, request, page), IMessagesLinks, name="socialhub.messageslinks"
        )
        links.update()
        shown = links.render()
    assert ("/hub/@@diary" in shown) == is_shown
