"""Who gets which mail when a step is taken."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.accounts.channels.office_group import OFFICE
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import set_state, take_channel_step
from katrineholm.socialhub.site.mail import outbox

ANNA, BO = "Anna Berg <anna@katrineholm.example>", "Bo Ek <bo@katrineholm.example>"
PASSWORD = "correct-horse-battery"


@pytest.fixture
def people(administration):
    """The members elin, who writes at kultur, and olle and pia of the information office."""
    for name in ("elin", "olle", "pia"):
        api.user.create(
            f"{name}@katrineholm.example", name, PASSWORD, properties={"fullname": name.title()}
        )
    api.user.grant_roles(username="elin", roles=["Editor"], obj=administration)
    for name in ("olle", "pia"):
        api.group.add_user(groupname=OFFICE, username=name)


@pytest.fixture
def draft(make_channel, people):
    """A channel of Facebook's that lacks nothing."""
    facts = {"profile_url": "https://www.facebook.com/kultur", "feed_url": None}
    duties = {"responsible": ANNA, "substitute": BO, "purpose": "Berätta"}
    return make_channel("sidan", state="draft", title="Sidan", **facts, **duties)


def step(channel, who, name, **given):
    """The mails that a step gives rise to."""
    IAnnotations(api.portal.get()).pop(outbox.KEY, None)
    with api.env.adopt_user(who):
        take_channel_step(channel, name, StepInput(**given))
    return outbox.queued_mails(api.portal.get())


def receivers(letters):
    return sorted(letter["to"].rpartition("<")[2].rstrip(">").split("@")[0] for letter in letters)


def test_a_report_goes_to_each_of_the_information_office(draft):
    letters = step(draft, "elin", "report", comment="Äntligen klar")
    assert receivers(letters) == ["olle", "pia"]
    assert {letter["reply_to"] for letter in letters} == {"elin@katrineholm.example"}
    text, subject = letters[0]["text"], letters[0]["subject"]
    assert "Sidan" in subject
    for said in ("Elin", "Sidan", "Kulturförvaltningen", "Facebook", "Äntligen klar"):
        assert said in text
    assert f"{draft.absolute_url()}/@@lifecycle?step=make-official" in text


def test_a_report_goes_to_the_offices_own_address_if_there_is_one(draft):
    name = "katrineholm.socialhub.office_email"
    api.portal.set_registry_record(name, "info@katrineholm.example")
    assert [each["to"] for each in step(draft, "elin", "report")] == ["info@katrineholm.example"]


def test_what_is_sent_back_goes_to_who_reported_and_to_the_responsible(draft):
    step(draft, "elin", "report")
    letters = step(draft, "olle", "return", comment="Skriv om syftet")
    assert receivers(letters) == ["anna", "elin"]
    assert all("Skriv om syftet" in letter["text"] for letter in letters)


@pytest.mark.parametrize(
    ("steps", "given"),
    [
        (["make-official"], {"link_only_reason": "Inget flöde"}),
        (["make-official", "pause"], {"link_only_reason": "Inget flöde"}),
        (["make-official", "pause", "resume"], {"link_only_reason": "Inget flöde"}),
    ],
)
def test_a_decision_goes_to_the_responsible_the_substitute_and_who_reported(draft, steps, given):
    step(draft, "elin", "report")
    letters = [step(draft, "olle", name, **given) for name in steps][-1]
    assert receivers(letters) == ["anna", "bo", "elin"]


def test_each_gets_one_mail_and_none_his_own(draft):
    draft.responsible = "elin"
    draft.substitute = "Elin själv <ELIN@katrineholm.example>"
    set_state(draft, "official")
    assert receivers(step(draft, "olle", "pause")) == ["elin"]
    draft.substitute = "olle"
    assert receivers(step(draft, "olle", "resume")) == ["elin"]


def test_the_mail_is_in_the_sites_language(draft):
    letters = step(draft, "elin", "report")
    assert api.portal.get_default_language() == "sv"
    assert "${" not in letters[0]["subject"] + letters[0]["text"]


def test_a_step_is_taken_where_nobody_can_be_told(draft):
    for name in ("olle", "pia"):
        api.group.remove_user(groupname=OFFICE, username=name)
    assert step(draft, "elin", "report") == []
    assert api.content.get_state(draft) == "reported"


def test_a_title_makes_no_other_header(draft):
    draft.title = "Sidan\r\nBcc: alla@example.se"
    letters = step(draft, "elin", "report")
    assert "\n" not in letters[0]["subject"]


def test_a_refused_step_tells_nobody(draft):
    draft.purpose = None
    with api.env.adopt_user(SITE_OWNER_NAME), pytest.raises(Exception, match=r".+"):
        take_channel_step(draft, "report")
    assert outbox.queued_mails(api.portal.get()) == []
