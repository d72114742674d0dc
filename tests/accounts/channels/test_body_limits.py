"""What of JSON is counted as its levels, and what only looks so."""

import json

import pytest

from katrineholm.socialhub.accounts.channels.body_limits import LEVELS, is_too_deep

DEEP, TEXT = "[" * (LEVELS + 1), '\\"' * 3


@pytest.mark.parametrize(
    ("text", "found"),
    {
        DEEP: True,
        '{"a":' * LEVELS + "[]": True,
        '{"a":' * LEVELS + "1" + "}" * LEVELS: False,
        # Many, and none within another.
        "[" + "[]," * 1000 + "[]]": False,
        # Texts have no levels, whatever ends them.
        json.dumps({"text": DEEP}): False,
        f'["{TEXT}{DEEP}", 1]': False,
        f'"{DEEP}': False,
        f'["{TEXT}", {DEEP}': True,
        # A backslash before the end of a text.
        f'["\\\\", {DEEP}': True,
    }.items(),
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
def test_levels_are_counted_as_python_would_read_them(text, found, encoding):
    assert is_too_deep(text.encode(encoding)) is found


def test_what_is_no_text_is_left_to_the_service():
    assert is_too_deep(b"\xff[" * 500) is False


def test_it_takes_no_longer_than_the_body_is_long():
    assert is_too_deep(b'"' + b'\\"' * 500_000 + b"[" * 500) is False
