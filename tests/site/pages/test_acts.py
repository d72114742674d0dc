"""Acts: one row for a form and for a body, and the form of an act as a value."""

from types import SimpleNamespace

import pytest
from plone.autoform.directives import widget
from zope.interface import Interface

from katrineholm.socialhub.site.pages.acts import (
    Act,
    ActPage,
    acts,
    form_with_options,
    requested_act,
)
from katrineholm.socialhub.site.pages.form_schema import Line
from katrineholm.socialhub.site.pages.refusals import FaultyFields, Refusal


class IRenaming(Interface):
    id = Line(required=False)
    name = Line(title="New name", demand="Say what it is to be called.")
    widget("id", type="hidden")


RENAME = Act(
    "rename",
    lambda at, given: (at.context, given["name"]),
    said=lambda result: f"It is called {result[1]} now.",
    title="Rename",
    fields=IRenaming,
)
CLOSE = Act("close", lambda at, given: given["reason"], said="It is closed.", title="Close")
PLACE = SimpleNamespace(context="here")


class Things(ActPage):
    acts = acts(RENAME, CLOSE)
    url = "https://example.se/@@things"


def page(form=(), **more):
    found = Things("here", SimpleNamespace(form=dict(form), other={}, method="GET"))
    vars(found).update(more)
    return found


def test_an_act_is_chosen_by_its_name():
    assert requested_act(Things.acts, "close") is CLOSE
    for name in ("", "open", "__class__"):
        with pytest.raises(Refusal):
            requested_act(Things.acts, name)


def test_an_act_that_is_alone_needs_no_name_but_a_right_one():
    assert requested_act(acts(CLOSE), "") is CLOSE
    with pytest.raises(Refusal):
        requested_act(acts(CLOSE), "open")


def test_what_is_sent_is_read_by_the_fields_and_is_said_after():
    result = RENAME.take(PLACE, {"name": " Nytt  namn ", "id": "1"})
    assert result == ("here", "Nytt namn")
    assert RENAME.sentence(result) == "It is called Nytt namn now."
    with pytest.raises(FaultyFields) as refusal:
        RENAME.take(PLACE, {})
    assert refusal.value.faults == {"name": "Say what it is to be called."}


def test_an_act_without_fields_is_given_what_was_sent():
    assert (CLOSE.take(PLACE, {"reason": "x"}), CLOSE.sentence("x")) == ("x", "It is closed.")


def test_a_form_names_its_act_where_there_are_several():
    form = page().form("rename", id="7")
    assert (form["url"], form["do"], form["button"]) == (Things.url, "rename", "Rename")
    assert [(each["name"], each["type"], each["value"]) for each in form["fields"]] == [
        ("id", "hidden", "7"),
        ("name", "text", ""),
    ]


@pytest.mark.parametrize("ids", ["7", ["7", "8"]])
def test_a_form_is_known_again_by_all_that_its_hidden_field_holds(ids):
    refused = page({"id": ids, "name": "x"}, refused="No.", tried="rename")
    assert refused.form("rename", id=ids)["fields"][1]["value"] == "x"
    assert refused.form("rename", id=["7", "9"])["fields"][1]["value"] == ""


def test_acts_with_the_same_fields_share_a_form_with_a_button_for_each():
    form = page().form("rename", "close", look="secondary danger", about="Bo", id="7")
    assert form["buttons"] == [
        {"do": "rename", "title": "Rename", "look": "secondary"},
        {"do": "close", "title": "Close", "look": "danger"},
    ]
    assert form["of"] == "Bo"
    refused = page({"id": "7", "name": "x"}, refused="No.", tried="close", faults={"name": "No."})
    assert refused.form("rename", "close", id="7")["fields"][1]["fault"] == "No."


def test_fields_are_offered_what_can_be_chosen_and_are_gone_where_that_is_nothing():
    form = page().form("rename", name="b")
    [_id, name] = form_with_options(form, name=[{"value": each, "title": each} for each in "ab"])[
        "fields"
    ]
    assert [each["selected"] for each in name["options"]] == [False, True]
    assert [each["name"] for each in form_with_options(form, name=())["fields"]] == ["id"]


def test_what_was_refused_stands_in_the_form_that_was_sent_and_in_no_other():
    sent = {"id": "7", "name": "x" * 9}
    refused = page(sent, refused="No.", tried="rename", faults={"name": "Too long."})
    mine, other = (refused.form("rename", of=id, id=id)["fields"][1] for id in ("7", "8"))
    assert (mine["id"], mine["value"], mine["fault"]) == ("socialhub-name", "x" * 9, "Too long.")
    assert (other["id"], other["value"], other["fault"]) == ("socialhub-8-name", "", "")


def test_a_form_of_buttons_has_one_for_each_act_and_says_what_it_is_about():
    form = page().buttons("rename", "close", of="Bloggen", id="7")
    assert [(each["do"], each["title"]) for each in form["buttons"]] == [
        ("rename", "Rename"),
        ("close", "Close"),
    ]
    assert (form["of"], form["fields"][0]["value"]) == ("Bloggen", "7")
