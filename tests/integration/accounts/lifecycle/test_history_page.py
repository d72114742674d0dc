"""The history of a channel: each step and each changed fact, by whom, for those who may see it."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.lifecycle.history_page import fact_value_text
from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step

ANNA, BO = "Anna Berg <anna@katrineholm.example>", "Bo Ek <bo@katrineholm.example>"


@pytest.fixture
def manager(portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        yield


def change(channel, **fields):
    for name, value in fields.items():
        setattr(channel, name, value)
    notify(ObjectModifiedEvent(channel))


def told(channel):
    """What is noted of a channel after it was made, the oldest first."""
    lines = reversed(history.channel_lines(channel))
    return [(each["step"], each["comment"], each["changes"]) for each in lines][1:]


def test_each_changed_fact_is_noted_with_what_it_was(channel, manager):
    change(channel, purpose="Att pröva", responsible=ANNA, also_known_as=("@gamla@mastodon.se",))
    change(channel, responsible=BO)
    change(channel)
    first, second = told(channel)
    assert sorted(first[2]) == [
        ("also_known_as", (), ("@gamla@mastodon.se",)),
        ("purpose", "", "Att pröva"),
        ("responsible", "", ANNA),
    ]
    assert second == ("", "", (("responsible", ANNA, BO),))


def test_each_step_is_noted_with_who_and_why(channel, hub, manager):
    take_channel_step(channel, "pause", StepInput(comment="Sommar"))
    take_channel_step(channel, "resume")
    assert told(channel) == [("pause", "Sommar", ()), ("resume", "", ())]
    assert {line["who"] for line in history.channel_lines(channel)} == {SITE_OWNER_NAME}
    line = history.latest_lines(hub, [channel.UID(), "unknown"], "pause")
    assert {uid: each["comment"] for uid, each in line.items()} == {channel.UID(): "Sommar"}


def test_what_is_edited_in_the_same_breath_as_a_step_is_not_lost(channel, manager):
    change(channel, purpose="Att pröva")
    take_channel_step(channel, "pause")
    change(channel, purpose="Annat")
    assert told(channel)[-1] == ("", "", (("purpose", "Att pröva", "Annat"),))


def test_a_channel_from_before_the_log_is_followed_from_its_first_change(channel, hub, manager):
    history.BOOK.read(hub)["latest"].clear()
    change(channel, purpose="Första")
    change(channel, purpose="Andra")
    assert told(channel) == [("", "", (("purpose", "Första", "Andra"),))]


def test_a_move_a_new_name_and_a_removal_are_noted(channel, hub, manager):
    school = api.content.create(hub, "Administration", "skola", title="Skola", phone="1")
    api.content.rename(channel, "ny")
    moved = api.content.move(hub.kultur.ny, school)
    assert told(moved) == [
        ("rename", "", (("id", "bloggen", "ny"),)),
        ("move", "", (("administration", "Kulturförvaltningen", "Skola"),)),
    ]
    api.content.delete(moved)
    lines = list(history.hub_lines(hub))
    assert [(line["step"], line["title"]) for line in lines[:1]] == [("remove", "Bloggen")]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("platform", "mastodon", "Mastodon"),
        ("responsible", ANNA, "Anna Berg, anna@katrineholm.example"),
        ("include_words", ("bad", "sim"), "bad, sim"),
        ("interval", 30, "30"),
        ("max_age", None, ""),
        ("purpose", "", ""),
        ("language", "sv", "Svenska"),
        ("language", "xx-none", "xx-none"),
        ("kind", "unknown-kind", "unknown-kind"),
    ],
)
def test_a_fact_is_told_in_words(portal, name, value, text):
    assert fact_value_text(name, value) == text


def test_the_page_names_who_changed_what(make_functional_channel, person, browse):
    channel = make_functional_channel("bloggen", title="Bloggen")
    office = browse(*person("Information Officer"))
    with api.env.adopt_user(SITE_OWNER_NAME):
        change(channel, responsible="<script>alert(1)</script> <a@b.se>")
        take_channel_step(channel, "pause", StepInput(comment="<b>Sommar</b>"))
    transaction.commit()
    page = office.get("hub/kultur/bloggen/@@history").text
    assert "&lt;b&gt;Sommar&lt;/b&gt;" in page
    assert "<script>alert(1)" not in page
    assert "admin" in page


@pytest.mark.parametrize(
    "path", ["", "/@workflow", "/@history", "?expand=workflow", "/@actions", "/@types"]
)
def test_nobody_else_learns_who_took_a_step_or_why(
    make_functional_channel, person, request_factory, path
):
    channel = make_functional_channel("bloggen", title="Bloggen", responsible=ANNA)
    login = person("Editor", at=channel.__parent__)
    with api.env.adopt_user(login[0]):
        channel.__parent__.manage_setLocalRoles(login[0], ["Editor"])
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(channel, "pause", StepInput(comment="Ett internt skäl"))
    transaction.commit()
    for session in (request_factory(), request_factory(basic_auth=person("Member"))):
        answer = session.get(f"hub/kultur/bloggen{path}")
        assert "internt skäl" not in answer.text
        assert "anna@katrineholm" not in answer.text
