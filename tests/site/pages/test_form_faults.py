"""A form's fields: all that is wrong is told at once."""

import pytest

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.site.pages.form_faults import FormReader
from katrineholm.socialhub.site.pages.refusals import FaultyFields


def short(value, longest=3):
    if len(value) > longest:
        raise Refused("a", "too long")
    return value.strip()


def test_what_is_in_order_is_read():
    fields = FormReader({"a": " x ", "b": None})
    assert [fields.read(name, short) for name in ("a", "b", "c")] == ["x", "", ""]
    fields.require("a", True, "missing")
    fields.raise_faults()


def test_every_fault_is_told_once_by_its_field():
    fields = FormReader({"a": "long", "b": ""})
    assert fields.read("a", short) == ""
    fields.read("b", short)
    fields.require("a", False, "missing")
    fields.require("b", "", "missing")
    with pytest.raises(FaultyFields) as refused:
        fields.raise_faults()
    assert refused.value.faults == {"a": "too long", "b": "missing"}
    assert (refused.value.guard, refused.value.sentence) == ("a", "too long")


def test_a_limit_goes_with_its_field():
    assert FormReader({"a": "long"}).read("a", short, 4) == "long"
