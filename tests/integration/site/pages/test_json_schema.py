"""Fields as JSON Schema: what plone.restapi says of them, and what our own fields add."""

import pytest
from jsonschema import Draft202012Validator
from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import Bool, List

from katrineholm.socialhub.site.pages.form_schema import (
    Line,
    NestedFields,
    SingleChoice,
    Upload,
    ValueList,
    vocabulary,
)
from katrineholm.socialhub.site.pages.json_schema import json_schema

COLOURS = vocabulary({1: "Red", 2: "Blue"})


class IPerson(Interface):
    name = Line(title="Name")


class IAsked(Interface):
    page = Line(title="Page", max_length=9)
    colour = SingleChoice(title="Colour", vocabulary=COLOURS, default=2)
    colours = ValueList(title="Colours", value_type=SingleChoice(vocabulary=COLOURS))
    sure = Bool(title="Sure", required=False)
    file = Upload(title="File", required=False)
    people = List(title="People", value_type=NestedFields(IPerson), required=False)
    entry = Line(title="Entry", required=False)
    empty = Line(title="Leave it empty", required=False)
    widget("page", type="url")
    widget("colour", type="radio")
    widget("entry", type="hidden")
    widget("empty", type="trap")


@pytest.fixture
def schema(portal):
    return json_schema(IAsked, portal, portal.REQUEST, without=("entry",))


def test_it_is_json_schema_for_programs(schema):
    Draft202012Validator.check_schema(schema)
    assert schema["required"] == ["page", "colour", "colours"]
    right = {"page": "https://a", "colour": "1", "colours": ["2"], "people": [{"name": "Eva"}]}
    wrong = {"page": "", "colour": "3", "colours": [], "people": [{}], "sure": "yes"}
    judge = Draft202012Validator(schema)
    assert [*judge.iter_errors(right)] == []
    assert {each.path[0] for each in judge.iter_errors(wrong)} == {*wrong}


def test_it_has_the_widgets_of_volto(schema):
    fields = schema["properties"]
    widgets = {name: each.get("widget") for name, each in fields.items()}
    assert widgets == {
        "page": "url",
        "colour": "radio_group",
        "colours": None,
        "sure": None,
        "file": "file",
        "people": None,
    }
    assert (fields["colour"]["default"], fields["colour"]["choices"]) == (
        "2",
        [["1", "Red"], ["2", "Blue"]],
    )
    assert [each["fields"] for each in schema["fieldsets"]] == [[*fields]]


def test_no_url_is_named_that_answers_for_nothing(schema):
    assert "@sources" not in str(schema)
