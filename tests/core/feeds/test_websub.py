"""What is asked of a hub, and whether a push is its own."""

import hashlib
import hmac
from urllib.parse import parse_qs

import pytest

from katrineholm.socialhub.core.feeds.websub import (
    DAY,
    LEASE,
    LONGEST,
    METHODS,
    SHORTEST,
    has_valid_signature,
    lease_seconds,
    publication_form,
    subscription_form,
)

BODY = "<rss>åäö</rss>".encode()


def signed(method="sha256", secret="s3cret", body=BODY):
    return f"{method}={hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()}"


def test_a_subscription_is_a_form():
    form = parse_qs(
        subscription_form("https://x.se/rss?a=å&b", "https://hub.se/@@websub/k", "s").decode()
    )
    assert form == {
        "hub.mode": ["subscribe"],
        "hub.topic": ["https://x.se/rss?a=å&b"],
        "hub.callback": ["https://hub.se/@@websub/k"],
        "hub.lease_seconds": [str(LEASE)],
        "hub.secret": ["s"],
    }


def test_a_publication_names_the_topic_as_old_hubs_and_as_new_ones_call_it():
    topic = ["https://x.se/rss"]
    assert parse_qs(publication_form(topic[0]).decode()) == {
        "hub.mode": ["publish"],
        "hub.url": topic,
        "hub.topic": topic,
    }


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (str(DAY), DAY),
        ("1", SHORTEST),
        ("999999999", LONGEST),
        ("9" * 5000, LEASE),
        ("", LEASE),
        ("-5", LEASE),
        ("²", LEASE),
        ("tio", LEASE),
    ],
)
def test_a_lease_is_believed_within_bounds(given, seconds):
    assert lease_seconds(given) == seconds


@pytest.mark.parametrize("method", METHODS)
def test_a_hubs_own_push_is_known_by_any_of_the_methods(method):
    assert has_valid_signature(signed(method), ["s3cret"], BODY)
    assert has_valid_signature(signed(method).upper(), ["other", "s3cret"], BODY)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "sha256",
        "sha256=",
        "=",
        signed(secret="guessed"),
        signed(body=b"another"),
        signed()[:-1],
        signed("md5"),
        signed().replace("sha256", "sha512"),
        signed().replace("sha256=", "sha256=å"),
        f"{signed()}, {signed()}",
    ],
)
def test_whatever_is_not_signed_by_the_hub_is_forged(header):
    assert not has_valid_signature(header, ["s3cret"], BODY)


def test_nothing_is_signed_without_a_secret():
    assert not has_valid_signature(signed(), [], BODY)
