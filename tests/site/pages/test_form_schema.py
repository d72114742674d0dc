"""A schema's fields: drawn with all that a screen needs, read from forms and from bodies alike."""

from datetime import date
from types import SimpleNamespace

import pytest
from plone.autoform.directives import widget
from zope.interface import Interface, invariant
from zope.schema import Bool, Choice, Date, Int, List
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary
from ZPublisher.HTTPRequest import record

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.site.pages.form_schema import (
    Line,
    LongText,
    SingleChoice,
    Upload,
    ValueList,
    cleaned_data,
    form_fields,
    vocabulary,
)
from katrineholm.socialhub.site.pages.refusals import FaultyFields

COLOURS = SimpleVocabulary([SimpleTerm(each, each, each.title()) for each in ("red", "blue")])


def shout(value, longest=None):
    if value == "silence":
        raise Refused("given", "Say something.")
    return value.upper()


class IAsked(Interface):
    name = Line(title="Name", description="In full.", max_length=5, demand="Who are you?")
    text = LongText(title="Text", required=False, max_length=10)
    cry = Line(title="Cry", required=False, clean=shout)
    page = Line(title="Page", required=False)
    colour = SingleChoice(title="Colour", vocabulary=COLOURS, demand="Choose a colour.")
    colours = List(title="Colours", required=False, value_type=Choice(vocabulary=COLOURS))
    sure = Bool(title="Sure", required=False)
    days = Int(title="Days", required=False, min=1, max=30)
    until = Date(title="Until", required=False)
    widget("text", rows=7)
    widget("page", inputmode="url")
    widget("colour", type="radio")

    @invariant
    def agree(given):
        if given.sure and not given.days:
            raise FaultyFields({"days": "For how long?"})


RIGHT = {"name": "Eva", "colour": "red"}


@pytest.fixture
def drawn():
    fields = form_fields(IAsked, values={"colour": "blue", "until": date(2026, 1, 31)})
    return {each["name"]: each for each in fields}


def test_each_kind_of_field_is_drawn_as_html_has_it(drawn):
    assert {name: each["type"] for name, each in drawn.items()} == {
        "name": "text",
        "text": "textarea",
        "cry": "text",
        "page": "text",
        "colour": "radio",
        "colours": "checkboxes",
        "sure": "checkbox",
        "days": "number",
        "until": "date",
    }
    assert [*drawn] == ["name", "text", "cry", "page", "colour", "colours", "sure", "days", "until"]


def test_a_field_says_what_a_person_and_a_keyboard_need(drawn):
    name, page, days = drawn["name"], drawn["page"], drawn["days"]
    said = (name["title"], name["help"], name["required"], name["longest"], name["id"])
    assert said == ("Name", "In full.", True, 5, "socialhub-name")
    assert (page["spellcheck"], page["autocapitalize"], page["inputmode"]) == (False, "none", "url")
    assert (name["spellcheck"], name["autocapitalize"]) == (True, "")
    assert (days["least"], days["most"], drawn["until"]["value"]) == (1, 30, "2026-01-31")
    assert drawn["text"]["rows"] == 7
    assert [each["selected"] for each in drawn["colour"]["options"]] == [False, True]


def test_a_list_to_choose_from_has_a_way_to_choose_nothing_where_that_is_allowed():
    class IChoosing(Interface):
        must = SingleChoice(title="Must", vocabulary=COLOURS)
        may = SingleChoice(title="May", vocabulary=COLOURS, required=False)
        widget("must", none="Choose")

    def offered(**values):
        fields = form_fields(IChoosing, values=values)
        return [[each["title"] for each in field["options"]] for field in fields]

    assert offered() == [["Choose", "Red", "Blue"], ["", "Red", "Blue"]]
    assert offered(must="red", may="red") == [["Red", "Blue"], ["", "Red", "Blue"]]


def test_a_form_several_times_on_a_page_has_ids_of_its_own():
    ids = [each["id"] for each in form_fields(IAsked, prefix="2-", faults={"name": "Who?"})]
    assert ids[0] == "socialhub-2-name"
    assert len({*ids}) == len(ids)


FORM = {"sure": "1", "days": "7", "until": "2026-01-31", "colours": "blue", "text": " a\r\nb "}
BODY = {"sure": True, "days": 7, "until": "2026-01-31", "colours": ["blue"], "text": "a\nb"}


def test_a_file_is_what_a_form_sends_with_a_name():
    class IHanded(Interface):
        file = Upload(title="File", demand="Choose a file.")
        widget("file", accept="image/png")

    chosen, none = SimpleNamespace(read=None, filename="a.png"), SimpleNamespace(read=None)
    assert cleaned_data(IHanded, {"file": chosen}) == {"file": chosen}
    for given in (none, "a.png", None):
        with pytest.raises(FaultyFields, match="Choose a file"):
            cleaned_data(IHanded, {"file": given})
    [drawn] = form_fields(IHanded, values={"file": chosen})
    assert (drawn["type"], drawn["accept"], drawn["value"]) == ("file", "image/png", "")


@pytest.mark.parametrize("data", [FORM, BODY], ids=["form", "body"])
def test_a_form_and_a_body_are_read_to_the_same(data):
    assert cleaned_data(IAsked, RIGHT | data | {"cry": "hej", "other": "x"}) == {
        "name": "Eva",
        "text": "a\nb",
        "cry": "HEJ",
        "page": "",
        "colour": "red",
        "colours": ["blue"],
        "sure": True,
        "days": 7,
        "until": date(2026, 1, 31),
    }


def test_what_is_not_there_is_empty():
    found = cleaned_data(IAsked, RIGHT)
    empty = {name: found[name] for name in ("text", "colours", "sure", "days", "until")}
    assert empty == {"text": "", "colours": [], "sure": False, "days": None, "until": None}


def test_a_body_may_choose_by_number_and_has_to_choose_some():
    days = vocabulary({1: "One day", 30: "A month"})

    class ISpan(Interface):
        first = SingleChoice(vocabulary=days, default=30)
        more = ValueList(value_type=Choice(vocabulary=days), demand="Choose more.")

    titles = [each["title"] for each in form_fields(ISpan)[0]["options"]]
    assert titles == ["One day", "A month"]
    assert cleaned_data(ISpan, {"first": 1, "more": ["1", 30]}) == {"first": 1, "more": [1, 30]}
    with pytest.raises(FaultyFields) as refusal:
        cleaned_data(ISpan, {"first": "30"})
    assert refusal.value.faults == {"more": "Choose more."}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("name", value) for value in ("", " ", None, "Gustav", 5, ["Eva"], {"$ne": ""}, True)],
        *[("colour", value) for value in ("", None, "green", ["red"], {}, 1, True)],
        *[("colours", value) for value in ("green", ["green"], [["red"]], [1], {"red": 1})],
        *[("days", value) for value in ("x", "1.5", 1.5, 0, 31, True, [1], "²", "9" * 5000)],
        *[("until", value) for value in ("i morgon", "2026-02-30", 20260131, ["2026-01-31"], True)],
        *[("sure", value) for value in ("maybe", 1.5, ["1"], {})],
        ("text", "x" * 11),
        *[("cry", value) for value in ("silence", 5, ["silence"])],
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(name, value):
    with pytest.raises(FaultyFields) as refusal:
        cleaned_data(IAsked, RIGHT | {name: value})
    assert [*refusal.value.faults] == [name]


def test_all_that_is_wrong_is_said_at_once_in_the_fields_own_words():
    with pytest.raises(FaultyFields) as refusal:
        cleaned_data(IAsked, {"sure": True})
    assert refusal.value.faults == {
        "name": "Who are you?",
        "colour": "Choose a colour.",
        "days": "For how long?",
    }


def test_a_text_on_each_line_is_read_from_a_form_and_a_body_and_drawn_as_lines():
    class ILines(Interface):
        words = List(title="Words", required=False, value_type=LongText(required=False))

    for given in ("Bo Ek\r\n\r\n Eva  \nBo Ek", ["Bo Ek", " ", "Eva"]):
        assert cleaned_data(ILines, {"words": given}) == {"words": ["Bo Ek", "Eva"]}
    [field] = form_fields(ILines, values={"words": ["Bo Ek", "Eva"]})
    assert (field["type"], field["value"]) == ("textarea", "Bo Ek\nEva")


@pytest.mark.parametrize(
    ("sent", "line", "lines"),
    [
        (["a", "b"], "a b", "a\nb"),
        ([record(), "b"], "b", "b"),
        (record(), "", ""),
        (iter([b"a file"]), "", ""),
    ],
)
def test_a_field_holds_of_what_was_sent_only_what_is_text(sent, line, lines):
    drawn = form_fields(IAsked, values=dict.fromkeys(("name", "text"), sent))
    assert [each["value"] for each in drawn[:2]] == [line, lines]


def test_what_the_act_judges_is_read_as_it_is_and_says_what_it_demands():
    class IJudged(Interface):
        reason = Line(title="Reason", max_length=5, judged=True)
        widget("reason", suggestions={"A": "the first"})

    assert [cleaned_data(IJudged, {"reason": each})["reason"] for each in ("", "x" * 9)] == [
        "",
        "x" * 9,
    ]
    with pytest.raises(FaultyFields):
        cleaned_data(IJudged, {"reason": 5})
    [field] = form_fields(IJudged)
    wanted = (True, 5, {"A": "the first"})
    assert (field["required"], field["longest"], field["suggestions"]) == wanted
