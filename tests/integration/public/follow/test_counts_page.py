"""The office sees how many follow what."""

import re
from html import unescape

from helpers.integration.public.follow import follow


def test_the_office_sees_numbers_alone(hub, blog, browse, person):
    follow(hub, "a@example.se")
    follow(hub, "b@example.se")
    follow(hub, "c@example.se", place=blog, often="each")
    html = browse(*person("Information Officer")).get("hub/@@followers").text
    cells = re.findall(r"<t([dh])\b[^>]*>(.*?)</t\1>", html.partition("<tbody")[2], re.S)
    words = [unescape(re.sub(r"<[^>]+>|\s+", " ", each)).strip() for _kind, each in cells]
    assert words == [
        *("Sociala medier", "En gång om dagen", "2"),
        *("Bloggen", "När något publiceras", "1"),
    ]
    assert "example.se" not in html
