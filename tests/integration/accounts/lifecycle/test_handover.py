"""Everything that a person holds goes to another in one step."""

import pytest
from helpers.integration.accounts.duties import WHO, everything, now
from helpers.integration.accounts.lifecycle import ANNA, BO, CIA
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.responsibility import hub_duties
from katrineholm.socialhub.accounts.lifecycle.handover import hand_over
from katrineholm.socialhub.site.pages.refusals import Refusal

SAME = "Responsible and substitute would be the same person: ${channels}."


def test_a_member_does_not_become_a_substitute_of_the_same_person(hub, make_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("bo@example.se", "bosse", "correct-horse-battery")
    make_channel("bloggen", title="Bloggen", responsible=ANNA, substitute="bosse")
    with pytest.raises(Refusal) as refused:
        hand_over(hub, WHO, BO, everything(hub))
    assert refused.value.sentence.mapping == {"channels": "Bloggen"}


def test_all_duties_move_at_once_and_the_books_follow(hub, places):
    blog, draft, _administration = places
    assert len(hand_over(hub, WHO, CIA, everything(hub))) == 3
    assert now(places) == ((CIA, BO), (BO, CIA), CIA)
    assert everything(hub) == set()
    for channel in (blog, draft):
        assert hub_duties(hub)[channel.UID()].head == CIA
        assert "hand-over" in [line["step"] for line in history.channel_lines(channel)]
    changes = [line["changes"] for line in history.channel_lines(blog) if line["changes"]]
    assert changes[0] == (("responsible", ANNA, CIA),)


def test_only_what_is_chosen_moves(hub, places):
    blog, _draft, _administration = places
    hand_over(hub, WHO, CIA, {f"responsible-{blog.UID()}", "head-nowhere"})
    assert now(places) == ((CIA, BO), (BO, "A B <ANNA@example.se>"), ANNA)


@pytest.mark.parametrize("bare", ["cia@example.se", "  cia@example.se "])
def test_a_bare_mail_is_kept_as_every_door_keeps_it(hub, places, bare):
    hand_over(hub, WHO, bare, everything(hub))
    kept = "cia@example.se <cia@example.se>"
    assert now(places) == ((kept, BO), (BO, kept), kept)


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("anna@example.se", "The duties are this person's already"),
        ("Anna Annan <Anna@Example.se>", "The duties are this person's already"),
        ("ingen", "Write the name"),
        ("", "Write the name"),
        ("Cia\nBcc: x <cia@example.se>", "Write the name"),
        (BO, SAME),
    ],
)
def test_a_hand_over_that_cannot_be_made_changes_nothing(hub, places, to, sentence):
    before = now(places)
    with pytest.raises(Refusal) as refused:
        hand_over(hub, WHO, to, everything(hub))
    assert refused.value.sentence.startswith(sentence)
    assert now(places) == before


def test_the_channels_that_would_be_left_to_one_are_named(hub, places):
    with pytest.raises(Refusal) as refused:
        hand_over(hub, WHO, BO, everything(hub))
    assert refused.value.sentence.mapping == {"channels": "Bloggen, Utkast"}


def test_one_person_may_not_get_both_duties_of_a_channel(hub, make_channel):
    make_channel("eget", title="Eget", responsible=ANNA, substitute=ANNA)
    with pytest.raises(Refusal) as refused:
        hand_over(hub, WHO, CIA, everything(hub))
    assert refused.value.sentence.mapping == {"channels": "Eget"}


def test_the_head_may_be_responsible_too(hub, places):
    hand_over(hub, WHO, BO, {f"head-{places[2].UID()}"})
    assert places[2].head == BO


@pytest.mark.parametrize("chosen", [set(), {"responsible-x"}, {"head"}])
def test_something_must_be_chosen(hub, places, chosen):
    with pytest.raises(Refusal) as refused:
        hand_over(hub, WHO, CIA, chosen)
    assert refused.value.sentence == "Choose at least one duty to hand over."


def test_a_member_takes_over_under_the_user_name(hub, places):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("dag@example.se", "dag", "correct-horse-battery")
    hand_over(hub, WHO, "dag", everything(hub))
    assert now(places) == (("dag", BO), (BO, "dag"), "dag")
