"""What the tests of ``public/listings`` have in common."""

import re
from datetime import UTC, datetime
from html import unescape

EMBED_SETTING = "katrineholm.socialhub.embed_origins"
SCHOOL, LIBRARY = "https://skolan.example.se", "https://bibliotek.example.se:8443"
TITLES = ["Nyast", "Film", "Bild", "Äldst"]


def at(month):
    return datetime(2026, month, 2, 12, 0, tzinfo=UTC)


def cards(text):
    """The titles of a page's cards, in order."""
    found = re.findall(r'class="socialhub-title"[^>]*>\s*<a[^>]*>(.*?)</a>', text, re.S)
    return [unescape(title.strip()) for title in found]
