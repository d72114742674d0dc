"""A visitor at the record is told how to ask for one, and not to log in."""

from html import unescape

import pytest


@pytest.mark.parametrize("path", ["@@record", "@@record/no-such-post", "@@record?SearchableText=x"])
def test_a_visitor_at_the_record_is_told_how_to_ask(kept, browse, path):
    answer = browse().get(f"hub/{path}")
    assert answer.status_code == 200
    assert answer.url.endswith("/hub/@@ask-record")
    page = unescape(answer.text)
    assert "Du behöver inte säga vem du är" in page
    assert "/hub/@@personal-data" in page


def test_no_visitor_learns_whether_there_is_such_a_post(kept, browse):
    answers = [browse().get(f"hub/@@record/{each}") for each in (kept.id, "x")]
    assert len({(each.status_code, each.url) for each in answers}) == 1


@pytest.mark.parametrize("path", ["@@record", "@@record/x"])
def test_whoever_has_logged_in_without_the_right_is_refused(kept, people, browse, path):
    answer = browse(*people["anna"]).get(f"hub/{path}", allow_redirects=False)
    assert answer.status_code in (302, 401, 403)
    assert "ask-record" not in answer.headers.get("Location", "")


def test_visitors_are_led_to_it_from_the_hub(hub, browse):
    assert "/hub/@@ask-record" in browse().get("hub").text
