"""The page on who answers today and who is away: of a hub, an administration and a channel."""

import re
from html import unescape

import pytest
import transaction
from filling import press
from helpers.integration.accounts.duties import who
from helpers.integration.accounts.lifecycle import AWAY, BO, TODAY
from lxml import html
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

ADMIN = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
WHO = "anna@example.se"
END = {"do": "end-absence", "person": WHO, "first": TODAY.isoformat()}
PLACES = ("hub", "hub/kultur", "hub/kultur/bloggen")


def rows(page):
    """The rows of the table of who answers, each with its cells as text."""
    table = page.partition('aria-labelledby="socialhub-answers"')[2].partition("</table>")[0]
    body = unescape(table.partition("<tbody>")[2])
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.split("</t[hd]>", row)[:-1]]
        for row in body.split("</tr>")[:-1]
    ]


@pytest.mark.parametrize("place", PLACES)
def test_an_editor_says_at_any_place_that_somebody_is_away(
    functional_held, person, browse, submit, place
):
    login = person("Editor", at=functional_held.__parent__)
    for _time in range(2):
        assert submit(login, f"{place}/@@duties", AWAY).status_code == 302
        transaction.begin()
        assert who(functional_held) == "Bo Ek"
        assert len(functional_held.absences) == 1
    assert "Anna Berg: " in browse(*login).get(f"{place}/@@duties").text
    for _time in range(2):
        assert submit(login, f"{place}/@@duties", END).status_code == 302
        transaction.begin()
        assert who(functional_held) == "Anna Berg"


def test_the_table_says_who_answers_today_and_who_is_away(
    functional_held, make_functional_channel, person, browse, submit
):
    make_functional_channel("utkast", title="Utkast", responsible=BO, state="draft")
    office = person("Information Officer")
    assert rows(browse(*office).get("hub/@@duties").text) == [
        ["Bloggen", "Kulturförvaltningen", "Anna Berg", ""]
    ]
    submit(office, "hub/@@duties", AWAY)
    [row] = rows(browse(*office).get("hub/kultur/@@duties").text)
    assert row[2] == "Bo Ek (ersättare)"
    assert row[3].startswith("Anna Berg till ")


def test_a_member_sees_the_channels_of_their_duties_and_says_that_they_are_away(
    make_functional_channel, functional_held, person, submit, browse
):
    name, password = person("Member")
    own = make_functional_channel("eget", title="Eget", responsible=BO, substitute=name)
    page = browse(name, password).get("hub/@@duties").text
    assert [row[0] for row in rows(page)] == ["Eget"]
    assert browse(name, password).get("hub/kultur/eget/@@duties").status_code == 200
    assert submit((name, password), "hub/@@duties", AWAY | {"person": name}).status_code == 302
    transaction.begin()
    assert [each["role"] for each in own.absences] == ["substitute"]
    assert functional_held.absences == ()
    assert submit((name, password), "hub/@@duties", END | {"person": name}).status_code == 302
    transaction.begin()
    assert own.absences == ()


@pytest.mark.parametrize("written", ["login", "id"])
def test_a_member_is_away_whichever_name_was_written(
    functional_portal, make_functional_channel, person, submit, written
):
    id, password = person("Member")
    login = "medlem@example.se"
    functional_portal.acl_users.source_users.updateUser(id, login)
    own = make_functional_channel(
        "eget", title="Eget", responsible=login if written == "login" else id, substitute=BO
    )
    assert submit((login, password), "hub/@@duties", AWAY | {"person": id}).status_code == 302
    transaction.begin()
    assert who(own) == "Bo Ek"


@pytest.mark.parametrize("form", [AWAY, END])
def test_a_member_says_nothing_of_somebody_else(functional_held, person, submit, browse, form):
    submit(ADMIN, "hub/@@duties", AWAY | {"last": AWAY["first"]})
    login = person("Member")
    assert submit(login, "hub/@@duties", form).status_code in (200, 302)
    page = browse(*login).get("hub/@@duties", params={"person": WHO}).text
    assert "Anna" not in page
    transaction.begin()
    assert [each["last"] for each in functional_held.absences] == [AWAY["first"]]


@pytest.mark.usefixtures("framed")
def test_a_refused_form_says_why_and_keeps_what_was_written(functional_held, submit):
    wrong = AWAY | {"person": "bo@example.se", "last": "2020-01-01"}
    answer = submit(ADMIN, "hub/kultur/bloggen/@@duties", wrong)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert 'value="2020-01-01"' in answer.text
    assert 'value="bo@example.se" selected="selected"' in answer.text
    transaction.begin()
    assert functional_held.absences == ()


@pytest.mark.usefixtures("framed", "make_functional_channel")
def test_without_duties_the_refusal_is_told_without_fields(person, submit):
    told = submit(person("Member"), "hub/@@duties", AWAY).text
    assert 'role="alert"' in told
    assert 'href="#socialhub-' not in told


@pytest.mark.parametrize("role", ["Contributor", "Reader"])
@pytest.mark.parametrize("place", PLACES)
def test_who_may_not_change_the_channel_changes_nothing(
    functional_held, person, submit, role, place
):
    login = person(role, at=functional_held.__parent__)
    assert submit(login, f"{place}/@@duties", AWAY).status_code in (200, 302, 401, 403)
    transaction.begin()
    assert functional_held.absences == ()


@pytest.mark.parametrize("place", PLACES)
def test_a_form_of_another_site_changes_nothing(functional_held, submit, browse, place):
    assert submit(ADMIN, f"{place}/@@duties", AWAY, token=False).status_code == 403
    assert browse(*ADMIN).get(f"{place}/@@duties", params=AWAY).status_code == 200
    transaction.begin()
    assert functional_held.absences == ()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ["", "Reader", "Editor"])
def test_the_duties_are_for_those_who_may_see_them(functional_held, person, browse, role, place):
    login = person(role, at=functional_held.__parent__) if role else ()
    answer = browse(*login).get(f"{place}/@@duties", allow_redirects=False)
    assert ("Anna Berg" in answer.text) == (role == "Editor")
    assert role or answer.status_code in (302, 401, 403)


@pytest.mark.usefixtures("functional_held")
@pytest.mark.parametrize(
    ("name", "section"), [("absence", "socialhub-away"), ("handover", "socialhub-handover")]
)
def test_earlier_addresses_lead_to_their_section(person, browse, name, section):
    session = browse(*person("Information Officer"))
    target = session.get(f"hub/@@{name}", allow_redirects=False).headers["Location"]
    page, _hash, id = target.partition("#")
    assert id == section
    assert f'id="{section}"' in session.get(page[page.index("hub/") :]).text


@pytest.mark.usefixtures("framed")
def test_the_confirmation_says_who_answers_and_the_list_for_how_many_channels(
    functional_held, person, browse, submit
):
    login = person("Editor", at=functional_held.__parent__)
    functional_held.__parent__.head = "Anna Berg <anna@example.se>"
    notify(ObjectModifiedEvent(functional_held.__parent__))
    transaction.commit()
    session = browse(*login)
    page = html.fromstring(session.get("hub/@@duties").text, base_url="hub/@@duties")
    [form] = [each for each in page.forms if "last" in each.fields]
    told = unescape(press(session, form, "do", AWAY).text)
    assert re.search(r"Frånvaron är antecknad\. Bo Ek svarar [^.]+ för Bloggen\.", told)
    assert "Antal kanaler: 1" in told.partition('id="socialhub-away"')[2]
