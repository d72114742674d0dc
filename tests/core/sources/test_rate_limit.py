"""How long to hold off."""

from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.headers import Headers
from katrineholm.socialhub.core.sources.rate_limit import seconds_to_wait

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
