"""What is confidential goes over an authority's border by the registrar's decision (OSL 8 kap.)."""

import pytest
import transaction
from helpers.integration.inbox.routing import waits_for
from helpers.integration.inbox.steps import DECISION, FORWARD, step
from officers import PASSWORD
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zExceptions import Forbidden
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps.authorities import authority_of
from katrineholm.socialhub.inbox.steps.mails import notify_arrivals
from katrineholm.socialhub.inbox.steps.reminders import remind_hub
from katrineholm.socialhub.inbox.steps.steps import set_facts
from katrineholm.socialhub.site.mail import outbox

WORDS = ("Xylo", "skolplikt", "Hemlige Harry", "blogg.example.se/7")
MONDAY = 1_790_576_400  # 28 September 2026, in the morning
STUB = {"kind": "direct", "record_class": "incoming", "sender": "", "is_withheld": True}


def seen(number, name, rest, browse):
    """Which words of the message somebody meets, at every door that leads to it."""
    found = set()
    for path in (
        *(f"hub/@messages/{number}", f"hub/@messages/{number}/evidence", "hub/@messages"),
        *("hub/@messages?SearchableText=skolplikt", "hub/bildning/@messages?mine=1"),
        *(f"hub/@@messages/{number}", "hub/@@messages", "hub/@@messages?mine=1"),
        *(f"hub/@@messages/{number}/files/x.png", f"hub/@@masked-copy?number={number}"),
    ):
        session = rest(name) if "/@m" in path else browse(name, PASSWORD)
        text = session.get(path).text
        found |= {word for word in (*WORDS, "PNGbild") if word in text.replace("=skolplikt", "")}
    return found


def mails(to):
    portal = api.portal.get()
    portal._p_jar.sync()
    return [each["text"] for each in outbox.queued_mails(portal) if to in each["to"]]


def test_over_the_border_go_a_number_and_a_class_until_the_registrar_decides(
    number, hub, rest, browse
):
    sent = step(rest("sam"), number, "forward", **FORWARD)
    assert sent.status_code == 200, sent.text
    assert seen(number, "cia", rest, browse) == set()
    told = rest("cia").get(f"hub/@messages/{number}").json()
    assert {name: told[name] for name in STUB} == STUB
    page = browse("cia", PASSWORD).get(f"hub/@@messages/{number}")
    assert f"Meddelande {number}" in page.text
    assert "Inkommen handling" in page.text
    for name in ("accept", "decline", "note", "answer", "pass-on"):
        assert step(rest("cia"), number, name, reason="x", text="x").status_code == 403, name
    [to_cia] = mails("cia@example.se")
    assert not any(word in to_cia for word in WORDS)
    [to_registrar] = mails("ria@example.se")
    assert f"@@messages/{number}" in to_registrar

    decided = step(rest("ria"), number, "disclose", **DECISION)
    assert decided.status_code == 200, decided.text
    transaction.begin()
    line = messages_of(hub).log(number)[-1]
    assert (line["step"], line["who"], dict(line["given"])) == ("disclosed", "ria", DECISION)
    assert "Xylo" in seen(number, "cia", rest, browse)
    assert len(mails("cia@example.se")) == 2
    assert step(rest("cia"), number, "accept").status_code == 200
    assert messages_of(hub).first_mismatch() is None
    # What is passed on from there crosses the border again.
    step(rest("cia"), number, "forward", receiver="dan", reason="Han vet")
    assert seen(number, "dan", rest, browse) == set()
    # A secrecy mark that is set later has not been decided on.
    step(rest("dan"), number, "decline", reason="Nej")


def test_no_later_mail_says_more_than_the_first(number, hub, rest):
    step(rest("sam"), number, "forward", **FORWARD)
    transaction.begin()
    remind_hub(hub, now=MONDAY)
    notify_arrivals(hub, [number])
    transaction.commit()
    _first, morning, urgent = mails("cia@example.se")
    for text in (morning, urgent):
        assert f"@@messages/{number}" in text
        assert not any(word in text for word in (*WORDS, "Skolan"))
    assert f"Meddelande {number}" in morning


def test_a_mark_that_is_set_after_the_decision_needs_another(number, rest, browse, hub):
    step(rest("sam"), number, "forward", **FORWARD)
    step(rest("ria"), number, "disclose", **DECISION)
    transaction.begin()
    with api.env.adopt_user("sam"):
        set_facts(hub, number, {"secret": True})
    transaction.commit()
    assert seen(number, "cia", rest, browse) == set()
    assert step(rest("ria"), number, "disclose", **DECISION).status_code == 200
    assert "Xylo" in seen(number, "cia", rest, browse)


def test_what_is_marked_when_it_has_been_passed_on_is_withheld(receive, school, hub, rest, browse):
    number = receive("Xyloskolans skolplikt", at=school)
    step(rest("sam"), number, "forward", **FORWARD)
    assert "Xylo" in seen(number, "cia", rest, browse)
    transaction.begin()
    with api.env.adopt_user("sam"):
        set_facts(hub, number, {"secret": True})
    transaction.commit()
    assert seen(number, "cia", rest, browse) == set()


WITHIN = {
    "a duty": lambda school: setattr(school, "substitute", "cia"),
    "the head": lambda school: setattr(school.__parent__, "head", "cia"),
    "a role": lambda school: school.__parent__.manage_setLocalRoles("cia", ["Reader"]),
    "records": lambda school: api.group.add_user(groupname="bin_archivists", username="cia"),
}


@pytest.mark.parametrize("why", WITHIN)
def test_whoever_works_for_the_authority_needs_no_decision(number, school, rest, why):
    with api.env.adopt_user(SITE_OWNER_NAME):
        WITHIN[why](school)
        notify(ObjectModifiedEvent(school))
        notify(ObjectModifiedEvent(school.__parent__))
    transaction.commit()
    assert step(rest("sam"), number, "forward", **FORWARD).status_code == 200
    assert "Xylo" in rest("cia").get(f"hub/@messages/{number}").text


def test_the_hubs_own_messages_are_withheld_from_the_school(receive, school, rest, browse, office):
    number = receive("Xyloskolans skolplikt", is_direct=True)
    step(rest("anna"), number, "forward", receiver="sam", reason="Xylofrågan")
    assert seen(number, "sam", rest, browse) == set()
    step(rest("anna"), number, "take-back", reason="Nej")
    step(rest("anna"), number, "forward", receiver=office, reason="Xylofrågan")
    assert "Xylo" in rest(office).get(f"hub/@messages/{number}").text


def test_a_channel_with_messages_does_not_go_to_another_authority(number, school, hub):
    with api.env.adopt_user(SITE_OWNER_NAME), pytest.raises(Forbidden):
        api.content.move(school, hub.kultur)
    assert waits_for(hub, number)[0] == "sam"


def test_another_authoritys_mailbox_is_not_the_hubs(school, hub, number, rest):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.portal.set_registry_record("katrineholm.socialhub.agency_mailbox", "ks@example.se")
        school.__parent__.agency_mailbox = ""
    transaction.commit()
    assert authority_of(hub, school.UID()).mailbox == ""
    assert step(rest("sam"), number, "to-mailbox").json()["guard"] == "mailbox"
    school.__parent__.registrars = None
    assert authority_of(hub, school.UID()).mailbox == "ks@example.se", "its registrars read both"
