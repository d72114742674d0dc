"""A form's fields: all that is wrong is told at once."""

import pytest

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.site.forms.faults import Fields, marked
from katrineholm.socialhub.site.forms.refusals import FaultyFields


def short(value, longest=3):
    if len(value) > longest:
        raise Refused("a", "too long")
    return value.strip()


def test_what_is_in_order_is_read():
    fields = Fields({"a": " x ", "b": None})
    assert [fields.read(name, short) for name in ("a", "b", "c")] == ["x", "", ""]
    fields.demand("a", True, "missing")
    fields.done()


def test_every_fault_is_told_once_by_its_field():
    fields = Fields({"a": "long", "b": ""})
    assert fields.read("a", short) == ""
    fields.read("b", short)
    fields.demand("a", False, "missing")
    fields.demand("b", "", "missing")
    with pytest.raises(FaultyFields) as refused:
        fields.done()
    assert refused.value.faults == {"a": "too long", "b": "missing"}
    assert (refused.value.guard, refused.value.sentence) == ("a", "too long")


def test_a_limit_goes_with_its_field():
    assert Fields({"a": "long"}).read("a", short, 4) == "long"


BOX = '<input type="checkbox" name="a">'


@pytest.mark.parametrize(
    "form",
    [
        f'@{BOX}<label for="a">A</label>',
        f'<label for="b">B</label><input name="b">@{BOX}<label for="a">A</label>',
        f"@<label>{BOX} A</label><label>B</label>",
        f"<label>B <input></label>@<label>{BOX} A</label>",
        f"<fieldset><legend>A</legend>@<label>{BOX} A</label></fieldset>",
        '<label for="a">A</label>@<input name="a">',
    ],
)
def test_a_fault_stands_before_its_field_and_in_no_tag(form):
    page = f'<form action="/there" method="post">{form}</form>'
    told = marked(page.replace("@", ""), {"a": "Fel"}, "/there", {})
    span = '<span class="socialhub-fault" id="socialhub-a-fault">Fel</span>'
    before = page.partition("@")[0]
    assert told.startswith(f"{before}{span}")
    assert told.count("<") == page.count("<") + 2
