"""A party's contact asks for a change without an account; the office gets a mail."""

import pytest
from helpers.integration.public.partyblogs import PROPOSAL, mails
from zope.annotation.interfaces import IAnnotations

from katrineholm.socialhub.public.partyblogs.proposal import IProposal, proposal_from
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.pages.form_schema import cleaned_data
from katrineholm.socialhub.site.pages.refusals import Refusal

pytestmark = pytest.mark.usefixtures("fresh")


def test_the_office_gets_a_mail_with_the_edit_link_and_nothing_else_is_stored(site, send):
    before = set(IAnnotations(site.hub.byalaget)), site.hub.byalaget.modified()
    answer = send(PROPOSAL)
    assert answer.status_code == 302
    ((to, subject, text),) = mails(site)
    assert to == "office@katrineholm.se"
    assert subject.endswith(": Byalaget")
    lines = text.splitlines()
    assert "> Hej!" in lines
    assert "> Ändra här: https://evil.example.se/" in lines
    assert lines[-1].endswith(": https://www.katrineholm.se/hub/byalaget/edit")
    assert [line for line in lines if "Anna Berg (anna@parti.example.se)" in line]
    assert [line for line in lines if "Gunilla gunilla@by.se" in line]
    assert outbox.queued_mails(site)[0]["reply_to"] == "anna@parti.example.se"
    assert (set(IAnnotations(site.hub.byalaget)), site.hub.byalaget.modified()) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Anna\r\nBcc: alla@example.se"},
        {"message": "\r\n.\r\nBcc: alla@example.se"},
        {"name": "${url}", "message": "${contact}"},
    ],
)
def test_no_word_of_the_sender_becomes_a_header_or_a_line_of_the_mail(site, send, changes):
    assert send(PROPOSAL | changes).status_code == 302
    ((to, subject, text),) = mails(site)
    assert (to, subject.rpartition(": ")[2]) == ("office@katrineholm.se", "Byalaget")
    assert not [line for line in text.splitlines() if line.startswith("Bcc")]
    assert text.count("gunilla@by.se") == 1


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("ny.example.se/blogg", "https://ny.example.se/blogg"),
        ("//ny.example.se/blogg", "https://ny.example.se/blogg"),
        ('"https://ny.example.se/blogg"', "https://ny.example.se/blogg"),
        ("<ny.example.se/blogg>", "https://ny.example.se/blogg"),
    ],
)
def test_an_address_is_understood_however_it_is_typed(link, told):
    assert proposal_from(cleaned_data(IProposal, PROPOSAL | {"link": link})).link == told


@pytest.mark.parametrize("link", ["nyblogg", "javascript:alert(1)", "ftp://a.example.se/", "@by"])
def test_what_is_no_address_is_refused_in_one_sentence(link):
    with pytest.raises(Refusal) as refused:
        proposal_from(cleaned_data(IProposal, PROPOSAL | {"link": link}))
    assert "\n" not in refused.value.sentence
