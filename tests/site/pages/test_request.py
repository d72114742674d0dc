"""What is read of a form that was sent."""

from datetime import date
from types import SimpleNamespace

import pytest

from katrineholm.socialhub.site.pages.request import RefusableForm, form_date, form_text, form_texts


@pytest.mark.parametrize(
    ("value", "found"),
    [(" a b ", "a b"), ("", ""), (None, ""), (["a", "b"], ""), (7, ""), ("a\udcff\0b", "ab")],
)
def test_a_text_is_one_text(value, found):
    assert form_text({"name": value}, "name") == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a", ["a"]), ("", []), (None, []), (["b", "", "a", "b"], ["b", "a", "b"]),
        (("a", 7, None, ["c"]), ["a"]), ({"a": "b"}, []),
    ],
)  # fmt: skip
def test_several_texts_stand_as_they_were_sent(value, found):
    assert form_texts({"name": value}, "name") == found


@pytest.mark.parametrize(
    ("value", "found"),
    [("2026-01-31", date(2026, 1, 31)), ("2026-02-30", None), ("", None), (["2026-01-31"], None)],
)
def test_a_day_is_as_browsers_write_it(value, found):
    assert form_date({"name": value}, "name") == found


@pytest.mark.parametrize(("refused", "found"), [(None, ""), ("No.", "Anna")])
def test_what_was_written_is_given_again_where_it_was_refused(refused, found):
    page = RefusableForm()
    page.request, page.refused = SimpleNamespace(form={"name": "Anna"}), refused
    assert page.given("name") == found
