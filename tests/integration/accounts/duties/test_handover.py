"""Everything that a person holds goes to another in one step."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.duties.handover import HandOverRefused, hand_over, held
from katrineholm.socialhub.accounts.duties.held import holders
from katrineholm.socialhub.accounts.duties.ledger import duties_in
from katrineholm.socialhub.site.mail import outbox
from katrineholm.socialhub.site.mail.send import waiting

ANNA = "Anna Berg <anna@example.se>"
BO = "Bo Ek <bo@example.se>"
CIA = "Cia Ask <cia@example.se>"
WHO = "anna@example.se"
SAME = "Responsible and substitute would be the same person: ${channels}."
DENIED = {302, 401, 403}


def fill(administration, make):
    """Anna is responsible for bloggen, substitute of utkast (a draft), and head."""
    blog = make("bloggen", title="Bloggen", responsible=ANNA, substitute=BO)
    draft = make(
        "utkast", title="Utkast", state="draft", responsible=BO, substitute="A B <ANNA@example.se>"
    )
    administration.head = ANNA
    notify(ObjectModifiedEvent(administration))
    return blog, draft


@pytest.fixture
def places(administration, make_channel):
    return (*fill(administration, make_channel), administration)


@pytest.fixture
def functional_places(functional_administration, make_functional_channel):
    places = (
        *fill(functional_administration, make_functional_channel),
        functional_administration,
    )
    transaction.commit()
    return places


def everything(hub):
    return {duty.id for duty in held(hub, WHO)}


def now(places):
    blog, draft, administration = places
    return (
        (blog.responsible, blog.substitute),
        (draft.responsible, draft.substitute),
        administration.head,
    )


def test_what_everybody_holds_is_told_with_how_many(hub, places):
    found = [(each.key, each.person.name, each.number) for each in holders(hub)]
    assert sorted(found)[1:] == [("bo@example.se", "Bo Ek", 2)]
    assert sorted(found)[0][::2] == (WHO, 3)


def test_a_member_who_is_gone_still_holds_duties(hub, make_channel):
    make_channel("bloggen", responsible="borta", substitute=BO)
    [gone] = [each for each in holders(hub) if each.person.gone]
    assert (gone.key, gone.number) == ("borta", 1)


def test_a_member_is_one_holder_whichever_name_was_written(portal, hub, make_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("dag@example.se", "dag", "correct-horse-battery")
    portal.acl_users.source_users.updateUser("dag", "dag@example.se")
    make_channel("bloggen", responsible="dag@example.se")
    make_channel("filmer", responsible="dag")
    assert [(each.key, each.number) for each in holders(hub)] == [("dag", 2)]


def test_a_member_does_not_become_a_substitute_of_the_same_person(hub, make_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("bo@example.se", "bosse", "correct-horse-battery")
    make_channel("bloggen", title="Bloggen", responsible=ANNA, substitute="bosse")
    with pytest.raises(HandOverRefused) as refused:
        hand_over(hub, WHO, BO, everything(hub))
    assert refused.value.sentence.mapping == {"channels": "Bloggen"}


def test_all_duties_move_at_once_and_the_books_follow(hub, places):
    blog, draft, _administration = places
    assert len(hand_over(hub, WHO, CIA, everything(hub))) == 3
    assert now(places) == ((CIA, BO), (BO, CIA), CIA)
    assert everything(hub) == set()
    for channel in (blog, draft):
        assert duties_in(hub)[channel.UID()].head == CIA
        assert "hand-over" in [line["step"] for line in history.of_channel(channel)]
    changes = [line["changes"] for line in history.of_channel(blog) if line["changes"]]
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
        ("ingen", "Choose a member"),
        ("", "Choose a member"),
        ("Cia\nBcc: x <cia@example.se>", "Choose a member"),
        (BO, SAME),
    ],
)
def test_a_hand_over_that_cannot_be_made_changes_nothing(hub, places, to, sentence):
    before = now(places)
    with pytest.raises(HandOverRefused) as refused:
        hand_over(hub, WHO, to, everything(hub))
    assert refused.value.sentence.startswith(sentence)
    assert now(places) == before


def test_the_channels_that_would_be_left_to_one_are_named(hub, places):
    with pytest.raises(HandOverRefused) as refused:
        hand_over(hub, WHO, BO, everything(hub))
    assert refused.value.sentence.mapping == {"channels": "Bloggen, Utkast"}


def test_one_person_may_not_get_both_duties_of_a_channel(hub, make_channel):
    make_channel("eget", title="Eget", responsible=ANNA, substitute=ANNA)
    with pytest.raises(HandOverRefused) as refused:
        hand_over(hub, WHO, CIA, everything(hub))
    assert refused.value.sentence.mapping == {"channels": "Eget"}


def test_the_head_may_be_responsible_too(hub, places):
    hand_over(hub, WHO, BO, {f"head-{places[2].UID()}"})
    assert places[2].head == BO


@pytest.mark.parametrize("chosen", [set(), {"responsible-x"}, {"head"}])
def test_something_must_be_chosen(hub, places, chosen):
    with pytest.raises(HandOverRefused) as refused:
        hand_over(hub, WHO, CIA, chosen)
    assert refused.value.sentence == "Choose at least one duty to hand over."


def test_the_office_hands_over_and_the_new_holder_is_told(
    functional_portal, functional_places, person, submit, browse
):
    officer = person("Information Officer")
    assert "anna%40example.se" in browse(*officer).get("hub/@@handover").text
    page = browse(*officer).get("hub/@@handover", params={"person": WHO}).text
    assert page.count('name="duty"') == 3
    form = {"person": WHO, "to": CIA, "duty": sorted(everything(functional_portal.hub))}
    assert submit(officer, "hub/@@hand-over", form | {"tell": "yes"}).status_code == 302
    transaction.begin()
    assert now(functional_places) == ((CIA, BO), (BO, CIA), CIA)
    assert [each["to"] for each in waiting(functional_portal)] == ['"Cia Ask" <cia@example.se>']


def test_the_mail_is_in_the_sites_language_whoever_sends_it(
    functional_portal, functional_places, person, submit
):
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    form = {"person": WHO, "to": CIA, "duty": f"responsible-{functional_places[0].UID()}"}
    form |= {"tell": "yes", "set_language": "en"}
    assert submit(person("Information Officer"), "hub/@@hand-over", form).status_code == 302
    transaction.begin()
    [letter] = outbox.letters(functional_portal)
    assert letter["subject"] == "Du har tagit över uppdrag för kanaler i sociala medier"
    first, _empty, duty = letter["text"].splitlines()
    assert first == "Från och med i dag har du de här uppdragen:"
    assert duty.startswith("Bloggen (Ansvarig): ")


def test_a_refused_form_keeps_what_was_ticked_and_written(
    functional_places, person, submit, functional_portal
):
    blog = functional_places[0]
    form = {"person": WHO, "to": "ingen", "duty": f"responsible-{blog.UID()}"}
    answer = submit(person("Information Officer"), "hub/@@hand-over", form)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert 'value="ingen"' in answer.text
    assert answer.text.count("checked=") == 2  # the one duty, and the mail
    transaction.begin()
    assert blog.responsible == ANNA


@pytest.mark.parametrize("role", ["", "Member", "Editor"])
def test_nobody_else_hands_over_or_sees_who_holds_what(
    functional_portal, functional_places, person, submit, browse, role
):
    login = person(role, at=functional_places[2] if role == "Editor" else None) if role else ()
    form = {"person": WHO, "to": CIA, "duty": sorted(everything(functional_portal.hub))}
    if role:
        assert submit(login, "hub/@@hand-over", form).status_code in DENIED
    else:
        answer = browse().post("hub/@@hand-over", data=form, allow_redirects=False)
        assert answer.status_code in DENIED
    assert "Anna Berg" not in browse(*login).get("hub/@@handover").text
    transaction.begin()
    assert functional_places[0].responsible == ANNA


def test_a_form_of_another_site_hands_nothing_over(functional_places, person, submit, browse):
    officer = person("Information Officer")
    form = {"person": WHO, "to": CIA, "duty": f"responsible-{functional_places[0].UID()}"}
    assert submit(officer, "hub/@@hand-over", form, token=False).status_code == 403
    assert browse(*officer).get("hub/@@hand-over").status_code == 405
    transaction.begin()
    assert functional_places[0].responsible == ANNA


def test_a_member_takes_over_under_the_user_name(hub, places):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("dag@example.se", "dag", "correct-horse-battery")
    hand_over(hub, WHO, "dag", everything(hub))
    assert now(places) == (("dag", BO), (BO, "dag"), "dag")
