"""The section of a hub's page of duties where they are handed over."""

import pytest
import transaction
from helpers.integration.accounts.duties import WHO, everything, now
from helpers.integration.accounts.lifecycle import ANNA, BO, CIA, fill
from plone import api

from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.mailer import queued_mail_values

DENIED = {302, 401, 403}
LEAVES = {"do": "hand-over", "person": WHO}


@pytest.fixture
def functional_places(functional_administration, make_functional_channel):
    places = (
        *fill(functional_administration, make_functional_channel),
        functional_administration,
    )
    transaction.commit()
    return places


def test_the_office_hands_over_and_the_new_holder_is_told(
    functional_portal, functional_places, person, submit, browse
):
    officer = person("Information Officer")
    assert "Anna Berg. Antal uppdrag: 3" in browse(*officer).get("hub/@@duties").text
    page = browse(*officer).get("hub/@@duties", params={"leaving": WHO}).text
    assert page.count('name="duty"') == 3
    form = LEAVES | {"to": CIA, "duty": sorted(everything(functional_portal.hub))}
    assert submit(officer, "hub/@@duties", form | {"tell": "yes"}).status_code == 302
    transaction.begin()
    assert now(functional_places) == ((CIA, BO), (BO, CIA), CIA)
    assert [each["to"] for each in queued_mail_values(functional_portal)] == [
        '"Cia Ask" <cia@example.se>'
    ]


def test_the_mail_is_in_the_sites_language_whoever_sends_it(
    functional_portal, functional_places, person, submit
):
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    form = LEAVES | {"to": CIA, "duty": f"responsible-{functional_places[0].UID()}"}
    form |= {"tell": "yes", "set_language": "en"}
    assert submit(person("Information Officer"), "hub/@@duties", form).status_code == 302
    transaction.begin()
    [letter] = outbox.queued_mails(functional_portal)
    assert letter["subject"] == "Du har tagit över uppdrag för kanaler i sociala medier"
    first, _empty, duty = letter["text"].splitlines()
    assert first == "Från och med i dag har du de här uppdragen:"
    assert duty.startswith("Bloggen (Ansvarig): ")


@pytest.mark.usefixtures("framed")
def test_a_refused_form_keeps_what_was_ticked_and_written(
    functional_places, person, submit, functional_portal
):
    blog = functional_places[0]
    form = LEAVES | {"to": "ingen", "duty": f"responsible-{blog.UID()}"}
    answer = submit(person("Information Officer"), "hub/@@duties", form)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert 'value="ingen"' in answer.text
    assert answer.text.count("checked=") == 1  # the one duty, and no mail
    transaction.begin()
    assert blog.responsible == ANNA


@pytest.mark.usefixtures("framed", "functional_places")
def test_of_who_holds_nothing_any_more_the_refusal_is_told(person, submit):
    form = {"do": "hand-over", "person": "lost@example.se", "to": BO, "duty": "head-1"}
    told = submit(person("Information Officer"), "hub/@@duties", form).text
    assert "Välj minst ett uppdrag" in told.partition('role="alert"')[2].partition("</div>")[0]


@pytest.mark.parametrize("role", ["", "Member", "Editor"])
def test_nobody_else_hands_over_or_sees_who_holds_what(
    functional_portal, functional_places, person, submit, browse, role
):
    login = person(role, at=functional_places[2] if role == "Editor" else None) if role else ()
    form = LEAVES | {"to": CIA, "duty": sorted(everything(functional_portal.hub))}
    if role:
        assert submit(login, "hub/@@duties", form).status_code in DENIED
    else:
        answer = browse().post("hub/@@duties", data=form, allow_redirects=False)
        assert answer.status_code in DENIED
    page = browse(*login).get("hub/@@duties", params={"leaving": WHO}).text
    assert 'id="socialhub-handover"' not in page
    transaction.begin()
    assert functional_places[0].responsible == ANNA


def test_a_form_of_another_site_hands_nothing_over(functional_places, person, submit, browse):
    officer = person("Information Officer")
    form = LEAVES | {"to": CIA, "duty": f"responsible-{functional_places[0].UID()}"}
    assert submit(officer, "hub/@@duties", form, token=False).status_code == 403
    assert browse(*officer).get("hub/@@duties", params=form).status_code == 200
    transaction.begin()
    assert functional_places[0].responsible == ANNA
