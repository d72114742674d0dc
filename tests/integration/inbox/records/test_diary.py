"""What is registered: by whom, in which order, and what of it anybody may have."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import transaction
from officers import NOW
from plone import api
from zope.component import getMultiAdapter
from zope.interface import alsoProvides, implementer
from zope.publisher.browser import BrowserView

from katrineholm.socialhub.inbox.desk.interfaces import IMessagesLinks, IMessagesView
from katrineholm.socialhub.inbox.records.diary import entries
from katrineholm.socialhub.inbox.steps.steps import state_facts
from katrineholm.socialhub.interfaces import ISocialHubLayer

PLACES = ("diary", "diary-csv", "diary-ods")


@pytest.fixture
def case(hub, receive):
    """A function that lets a message arrive that is to be registered: its number."""

    def case(text="Jag överklagar", **facts):
        number = receive(text, sender={"name": "Eva Ek"}, subject="Överklagan")
        with api.env.adopt_user("anna"):
            state_facts(hub, number, facts or {"case": True})
        transaction.commit()
        return number

    return case


def test_the_registrar_registers_what_waits_and_finds_it_in_the_diary(
    case, hub, people, browse, post_as, sections
):
    number = case()
    rut = browse(*people["rut"])
    assert f"@@messages/{number}#socialhub-register" in rut.get("hub/@@diary").text
    shown = sections("rut", number)
    assert 'value="Eva Ek"' in shown
    assert 'value="Överklagan"' in shown
    facts = {"diary_number": "KS 2026/12", "diary_date": "2025-09-21", "diary_party": "Eva Ek"}
    assert post_as("rut", "register-message", number=number, **facts) == "done"
    page = rut.get("hub/@@diary", params={"from": "2025-09-01", "to": "2025-09-30"}).text
    assert f"@@messages/{number}#socialhub-register" not in page
    assert "KS 2026/12" in page
    assert "KS 2026/12" in sections("anna", number)


def test_what_is_registered_again_stands_once_under_its_new_date(case, hub, do):
    number, other = case(), case("Ett till")
    for hour, day in enumerate(("2025-09-01", "2025-10-01", "2025-10-01")):
        given = {"diary_number": "A", "diary_date": day}
        do("rut", number, "register", now=NOW + hour * 3600, **given)
    do("rut", other, "register", diary_number="B", diary_date="2025-09-15")
    assert [(each.day, each.diary_number) for each in entries(hub)] == [
        ("2025-09-15", "B"),
        ("2025-10-01", "A"),
    ]
    assert [each.diary_number for each in entries(hub, "2025-09-15", "2025-09-15")] == ["B"]
    assert list(entries(hub, "2025-09-16", "2025-09-30")) == []


def test_without_a_date_it_is_the_day_on_which_it_was_registered(receive, hub, do, sections):
    number = receive()
    do("rut", number, "register", diary_number="A", now=NOW)
    [entry] = entries(hub)
    assert entry.day == "2026-09-21"
    transaction.commit()
    assert 'value="2026-09-21"' in sections("rut", number)


def test_the_files_hold_back_what_secrecy_covers_and_start_no_formula(
    case, hub, do, people, browse
):
    told = {"diary_date": "2025-09-01", "diary_party": "=cmd|'/C calc'!A0"}
    do("rut", case(), "register", diary_number="1", diary_subject="Lyset", **told)
    secret = case("Hemligt", secret=True)
    do("rut", secret, "register", diary_number="2", diary_subject="Barnet", **told)
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


@pytest.mark.parametrize("who", [None, "cia", "anna", "arne"])
def test_who_may_not_register(case, post_as, log, who):
    number = case()
    assert post_as(who, "register-message", number=number, diary_number="1") == "login"
    assert log(number, "register") is None


@pytest.mark.parametrize(
    "given",
    [
        {"diary_number": "", "diary_subject": "Skrivet"},
        {"diary_number": "1", "diary_date": "i går", "diary_subject": "Skrivet"},
        {"diary_number": "1", "diary_subject": "Skrivet" + "x" * 500},
    ],
)
def test_a_refusal_loses_nothing_that_was_written(case, people, submit, log, given):
    number = case()
    form = given | {"number": str(number)}
    answer = submit(people["rut"], "hub/@@register-message", form)
    assert 'role="alert"' in answer.text
    assert f'value="{given["diary_subject"]}"' in answer.text
    assert log(number, "register") is None


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


def test_a_copied_hub_has_registered_nothing(receive, hub, do):
    do("rut", receive(), "register", diary_number="A")
    with api.env.adopt_roles(["Manager"]):
        copied = api.content.copy(hub, id="annan")
    assert list(entries(copied)) == []
    assert len(list(entries(hub))) == 1
