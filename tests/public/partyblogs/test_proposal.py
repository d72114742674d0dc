"""What the form for a change takes, and what it refuses in one sentence."""

import pytest

from katrineholm.socialhub.public.partyblogs.proposal import IProposal, Proposal, proposal_from
from katrineholm.socialhub.site.pages.form_schema import cleaned_data
from katrineholm.socialhub.site.pages.refusals import Refusal

GOOD = {
    "name": "Anna Berg",
    "email": "anna@parti.example.se",
    "link": "https://blogg.parti.example.se/",
    "kind": "blog",
    "message": "Ny adress",
}


@pytest.mark.parametrize(
    "changes",
    [{}, {"link": ""}, {"message": ""}, {"kind": ""}, {"name": "x" * 100, "message": "x" * 2000}],
)
def test_a_good_form_is_taken_as_it_is(changes):
    assert proposal_from(cleaned_data(IProposal, GOOD | changes)) == Proposal(**GOOD | changes)


def test_a_name_is_one_line():
    given = GOOD | {"name": " Anna\r\nBcc: alla@example.se\x00 "}
    assert proposal_from(cleaned_data(IProposal, given)).name == "Anna Bcc: alla@example.se"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Write your name."),
        ({"name": ["Anna", "Berg"]}, "A text is expected here."),
        ({"name": "x" * 101}, "Your name may be 100 characters long at most."),
        ({"email": ""}, "Write your e-mail, for example anna@example.se."),
        ({"email": "anna"}, "Write your e-mail, for example anna@example.se."),
        ({"email": "Anna <anna@a.se>"}, "Write your e-mail, for example anna@example.se."),
        ({"email": "a@b.se\nBcc: c@d.se"}, "Write your e-mail, for example anna@example.se."),
        ({"email": "a@b.se, c@d.se"}, "Write your e-mail, for example anna@example.se."),
        ({"email": "a" * 300 + "@b.se"}, "Your e-mail may be 254 characters long at most."),
        ({"link": "", "message": "\n"}, "Write the new address or what is to be changed."),
        (
            {"link": "https://a.se/" + "x" * 2000},
            "The new address may be 2000 characters long at most.",
        ),
        ({"message": "x" * 2001}, "The message may be 2000 characters long at most."),
        ({"kind": "virus"}, "Choose the kind of link in the list."),
        ({"link": "javascript:alert(1)"}, "The address must begin with http:// or https://."),
        ({"link": "https://user:pass@a.se/"}, None),
        ({"link": "https://192.168.1.1/"}, None),
        ({"link": "https://"}, None),
    ],
)
def test_a_bad_form_is_refused_in_one_sentence(changes, sentence):
    with pytest.raises(Refusal) as refusal:
        proposal_from(cleaned_data(IProposal, GOOD | changes))
    said = refusal.value.sentence
    assert said == sentence if sentence else said.endswith(".")
