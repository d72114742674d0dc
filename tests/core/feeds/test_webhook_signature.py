"""What is sent to a webhook is signed as Standard Webhooks says."""

import hmac
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.webhook_signature import (
    BYTES,
    HOUR,
    MINUTE,
    WAITS,
    new_message_id,
    new_secret,
    pause_seconds,
    retry_seconds,
    signed_headers,
)

# The example of the specification's reference libraries.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, MOMENT = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330
BODY = b'{"test": 2432232314}'


def signature(*given):
    return signed_headers([SECRET], *given)["webhook-signature"]


def test_the_lines_tell_who_has_sent_it_and_when():
    key = b64decode(SECRET.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{ID}.{MOMENT}.".encode() + BODY, "sha256")
    assert signed_headers([SECRET], ID, MOMENT, BODY) == {
        "Content-Type": "application/json",
        "webhook-id": ID,
        "webhook-timestamp": str(MOMENT),
        "webhook-signature": f"v1,{b64encode(signed).decode()}",
    }


@pytest.mark.parametrize(
    ("message_id", "moment", "body"),
    [(f"{ID}x", MOMENT, BODY), (ID, MOMENT + 1, BODY), (ID, MOMENT, BODY + b" ")],
)
def test_whatever_is_changed_changes_the_signature(message_id, moment, body):
    assert signature(message_id, moment, body) != signature(ID, MOMENT, BODY)


def test_a_receiver_that_knows_either_secret_is_convinced():
    moment = datetime.now(UTC)
    other = new_secret()
    told = signed_headers([other, SECRET], ID, int(moment.timestamp()), BODY)
    assert len(told["webhook-signature"].split(" ")) == 2
    for secret in (other, SECRET):
        assert Webhook(secret).verify(BODY, told) == {"test": 2432232314}
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(BODY, told)


def test_a_secret_and_an_id_are_new_each_time():
    secret, message_id = new_secret(), new_message_id()
    assert len(b64decode(secret.removeprefix("whsec_"))) == BYTES
    assert secret != new_secret()
    assert message_id != new_message_id()
    assert "." not in message_id


FAULT = FeedError("server_error", status=500)


def test_each_try_waits_longer_than_the_one_before():
    waits = [retry_seconds(tries, random=lambda: 0.5) for tries in range(1, len(WAITS) + 1)]
    assert waits == sorted(set(WAITS))
    assert retry_seconds(len(WAITS) + 1) is None


def test_chance_is_a_tenth_more_or_less():
    assert retry_seconds(2, random=lambda: 0) == 0.9 * 5 * MINUTE
    assert retry_seconds(2, random=lambda: 0.999) < 1.1 * 5 * MINUTE


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 5), (2, 5 * MINUTE), (3, 30 * MINUTE), (4, HOUR), (500, HOUR)]
)
def test_a_receiver_is_left_alone_but_never_longer_than_an_hour(failures, seconds):
    assert pause_seconds(failures, FAULT) == seconds


def test_a_receiver_may_ask_for_more():
    assert pause_seconds(1, FeedError("busy", retry_after=7200, status=429)) == 7200
