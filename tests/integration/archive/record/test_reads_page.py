"""The page of readings says so when there are none."""

from html import unescape


def test_nobody_has_read_anything(hub, people, browse):
    page = unescape(browse(*people["arne"]).get("hub/@@record-reads").text)
    assert "Ingen har läst något dolt inlägg." in page
