"""What the tests of ``office/board`` have in common."""

import re
from html import unescape


def links(html):
    """The addresses of links, below the hub, with their texts."""
    found = re.findall(r'<a [^>]*?href="[^"]*/hub/([^"]*)"[^>]*>(.*?)</a>', html, re.S)
    return [
        (unescape(url), " ".join(unescape(re.sub("<[^>]+>", "", text)).split()))
        for url, text in found
    ]
