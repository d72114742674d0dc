"""What each refusal of an interface means, also in an answer of status 200."""

from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.response import Headers
from katrineholm.socialhub.core.sources.connector_errors import response_error, seconds_to_wait
from katrineholm.socialhub.core.sources.meta_graph import response_fault as meta
from katrineholm.socialhub.core.sources.tiktok_connector import response_fault as tiktok
from katrineholm.socialhub.core.sources.youtube_connector import response_fault as youtube


def graph(code):
    return {"error": {"message": "token IGAAsecret", "code": code}}


def google(reason):
    return {"error": {"code": 403, "errors": [{"reason": reason}]}}


@pytest.mark.parametrize(
    ("read", "status", "data", "code"),
    [
        *((meta, 400, graph(number), "token_ended") for number in (190, 102)),
        *((meta, 400, graph(number), "rate_limited") for number in (4, 17, 32, 613, 80001, 80002)),
        *((meta, 403, graph(number), "no_permission") for number in (10, 200, 299)),
        *((meta, 400, graph(number), "no_such_account") for number in (100, 803)),
        (meta, 500, graph(1), "interface_fault"),
        (meta, 200, graph(190), "token_ended"),
        (meta, 200, {"error": "words"}, "interface_fault"),
        (meta, 429, {}, "rate_limited"),
        (meta, 429, None, "rate_limited"),
        (meta, 401, None, "token_ended"),
        (meta, 503, None, "interface_fault"),
        (tiktok, 401, {"error": {"code": "access_token_invalid"}}, "token_ended"),
        (tiktok, 401, {"error": {"code": "scope_not_authorized"}}, "no_permission"),
        (tiktok, 429, {"error": {"code": "rate_limit_exceeded"}}, "rate_limited"),
        (tiktok, 400, {"error": "invalid_grant"}, "token_ended"),
        (youtube, 403, google("quotaExceeded"), "rate_limited"),
        (youtube, 400, google("keyInvalid"), "token_ended"),
        (youtube, 403, google("forbidden"), "no_permission"),
    ],
)
def test_a_refusal_has_its_words(read, status, data, code):
    error = response_error("Tjänsten", status, data, read, 60)
    assert (error.code, error.retry_after) == (code, 60)
    assert "Tjänsten" in str(error)
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    ("read", "data"), [(meta, {"data": []}), (tiktok, {"error": {"code": "ok"}}), (youtube, {})]
)
def test_an_answer_without_a_fault_is_none(read, data):
    assert response_error("Tjänsten", 200, data, read, None) is None


NOW = datetime(2026, 11, 1, tzinfo=UTC)
OF_ACCOUNT = '{"17":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":12}]}'


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        ({}, None),
        ({"X-App-Usage": '{"call_count":79}'}, None),
        ({"X-App-Usage": '{"call_count":80}'}, 3600),
        ({"X-App-Usage": '{"call_count":"80"}'}, None),
        ({"X-Business-Use-Case-Usage": OF_ACCOUNT}, 3600),
        ({"X-Business-Use-Case-Usage": OF_ACCOUNT.replace("12}", "300}")}, 18000),
        ({"X-Business-Use-Case-Usage": '{"17": 1, "18": [1, null]}'}, None),
        ({"X-App-Usage": "no data"}, None),
        ({"X-App-Usage": "[" * 5000}, None),
        ({"Retry-After": "7"}, 7),
    ],
)
def test_a_service_says_how_long_to_hold_off(lines, seconds):
    assert seconds_to_wait(Headers(lines), NOW) == seconds
