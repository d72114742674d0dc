"""Every refusal says what to do."""

from katrineholm.socialhub.core.feeds.error_advice import ADVICE
from katrineholm.socialhub.core.feeds.errors import TEXTS

# Refusals that nobody meets who pastes an address into the doctor.
ELSEWHERE = {
    *("bad_mapping", "mapping_field", "no_address", "not_a_picture", "picture_too_large"),
    "overloaded",
    # That of a file that is uploaded.
    "too_heavy",
    # Those of interfaces, which are asked with a token only.
    *("no_token", "token_ended", "no_permission", "no_such_account", "other_account"),
    *("rate_limited", "interface_fault", "not_data", "endless"),
    # Those of a source that somebody describes, told at the description's fields.
    *("bad_expression", "bad_selector", "long_expression", "endless_expression", "mapping_excess"),
    *("no_selector", "nothing_told", "no_items", "empty_items"),
    *("bad_json", "json_not_page", "page_not_json", "is_a_feed"),
    # Those of a log-in at a service.
    *("login_declined", "login_stranger", "login_refused", "login_scopes"),
    # Those of the reading of our own sites.
    *("elsewhere", "robots"),
    # Those of a receiver of webhooks.
    *("unwanted", "led_on", "no_secret"),
}


def test_every_refusal_says_what_to_do():
    assert set(ADVICE) == set(TEXTS) - ELSEWHERE
