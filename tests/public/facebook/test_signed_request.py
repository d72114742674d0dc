"""A signed request is believed only whole, unchanged, fresh and signed with the app's secret."""

import json
from base64 import urlsafe_b64encode

import pytest
from helpers.public.facebook import sign_request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from katrineholm.socialhub.public.facebook.signed_request import LONGEST, signed_page_id

SECRET = "en-hemlighet"
NOW = 1_790_000_000
TOLD = {"algorithm": "HMAC-SHA256", "issued_at": NOW - 60, "page": {"id": "100064000000001"}}
GOOD = sign_request(TOLD, SECRET)
DAY = 24 * 3600
# A busy machine makes its first texts slowly.
unhurried = settings(suppress_health_check=[HealthCheck.too_slow])


def test_what_facebook_has_signed_names_the_page():
    assert signed_page_id(GOOD, SECRET, NOW) == "100064000000001"


def test_padding_of_the_signature_makes_no_difference():
    signature, payload = GOOD.split(".")
    assert signed_page_id(f"{signature}=.{payload}", SECRET, NOW) == "100064000000001"


@pytest.mark.parametrize(
    "changes",
    [
        {"algorithm": "none"},
        {"algorithm": "HMAC-SHA1"},
        {"algorithm": None},
        {"issued_at": NOW - DAY - 1},
        {"issued_at": NOW + 301},
        {"issued_at": str(NOW)},
        {"issued_at": True},
        {"issued_at": float("inf")},
        {"issued_at": None},
        {"page": None},
        {"page": "100064000000001"},
        {"page": {"id": ""}},
        {"page": {"id": "1" * 21}},
        {"page": {"id": "<script>"}},
        {"page": {"id": True}},
        {"page": {"id": ["1"]}},
    ],
)
def test_even_signed_it_must_be_fresh_and_name_a_page(changes):
    assert signed_page_id(sign_request(TOLD | changes, SECRET), SECRET, NOW) == ""


@pytest.mark.parametrize("issued", [NOW - DAY, NOW + 300])
def test_it_is_good_for_a_day_and_a_clock_may_be_five_minutes_wrong(issued):
    assert (
        signed_page_id(sign_request(TOLD | {"issued_at": issued}, SECRET), SECRET, NOW)
        == "100064000000001"
    )


def test_a_number_that_is_no_text_is_read_too():
    assert (
        signed_page_id(sign_request(TOLD | {"page": {"id": 12345}}, SECRET), SECRET, NOW) == "12345"
    )


@pytest.mark.parametrize(
    ("signed", "secret"),
    [
        (GOOD, ""),
        (GOOD, "en-annan"),
        (sign_request(TOLD, ""), ""),
        ("", SECRET),
        (".", SECRET),
        (f".{GOOD.split('.')[1]}", SECRET),
        (f"{GOOD}.", SECRET),
        (GOOD.replace(".", "\n."), SECRET),
        (None, SECRET),
        (GOOD.encode(), SECRET),
        ([GOOD], SECRET),
        ("a" * 1_000_000, SECRET),
        (f"{'a' * 43}.{'b' * 1_000_000}", SECRET),
        (sign_request(TOLD | {"more": "x" * LONGEST}, SECRET), SECRET),
    ],
)
def test_anything_else_names_nothing(signed, secret):
    assert signed_page_id(signed, secret, NOW) == ""


def test_a_signed_text_that_is_no_object_names_nothing():
    for told in ([], "x", 7, None):
        assert signed_page_id(sign_request(told, SECRET), SECRET, NOW) == ""


@unhurried
@given(st.text(max_size=300) | st.from_regex(r"[\w-]{1,50}\.[\w-]{1,80}", fullmatch=True))
def test_whatever_is_sent_is_never_believed_nor_an_error(text):
    assert signed_page_id(text, SECRET, NOW) == ""


@unhurried
@given(st.integers(0, len(GOOD) - 1), st.characters())
def test_one_sign_changed_anywhere_is_a_forgery(place, sign):
    forged = GOOD[:place] + sign + GOOD[place + 1 :]
    assert forged == GOOD or signed_page_id(forged, SECRET, NOW) == ""


@unhurried
@given(st.integers(0, len(GOOD) - 1))
def test_a_part_of_it_is_a_forgery(length):
    assert signed_page_id(GOOD[:length], SECRET, NOW) == ""


@unhurried
@given(st.integers(1, 10**15))
def test_another_page_under_the_same_signature_is_a_forgery(number):
    told = json.dumps(TOLD | {"page": {"id": str(number)}}).encode()
    payload = urlsafe_b64encode(told).decode().rstrip("=")
    forged = f"{GOOD.split('.')[0]}.{payload}"
    assert signed_page_id(forged, SECRET, NOW) == ("" if forged != GOOD else "100064000000001")
