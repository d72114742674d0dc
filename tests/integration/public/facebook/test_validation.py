"""What is no place on Facebook is refused in a sentence."""

import pytest
from helpers.integration.public.facebook import number

ADDRESS = "https://www.facebook.com/kommunen"
NEW = {"@type": "FacebookPlace", "title": "Ny", "profile_url": ADDRESS}
EVENT = {"place_type": "event", "event_starts": "2030-05-04T18:00"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"profile_url": "https://mastodon.se/@katrineholm"}, "facebook"),
        ({"profile_url": "https://www.facebook.com/"}, "facebook"),
        ({"profile_url": "https://facebook.com.evil.example/kommunen"}, "facebook"),
        ({"profile_url": "javascript:alert(1)"}, "http"),
        ({"profile_url": ["x"]}, "profile_url"),
        ({"place_type": "page", "event_starts": "2030-05-04T18:00"}, "eve"),
        (EVENT | {"event_ends": "2030-05-04T17:59"}, "eve"),
        (EVENT | {"event_ends": "i morgon"}, "2026-05-04t18:00"),
        (EVENT | {"event_starts": 7}, "2026-05-04t18:00"),
        (EVENT | {"event_starts": "0001-01-01T00:00"}, "2026-05-04t18:00"),
        (EVENT | {"event_ends": "3000-01-01T00:00"}, "1970"),
        ({"place_type": "event", "event_ends": "2030-05-04T18:00"}, "eve"),
        ({"place_type": "wall"}, "place_type"),
        ({"place_type": {"token": ["x"]}}, "place_type"),
        ({"page_id": "12a"}, "5"),
        ({"page_id": "1" * 21}, "5"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(editor, given, told):
    answer = editor.post("hub/kultur", json=NEW | given)
    assert answer.status_code == 400
    assert told in answer.json()["message"].lower()
    assert number() == 0
