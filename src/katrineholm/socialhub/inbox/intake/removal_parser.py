"""The parser of a removed message's page, which finds out if the text is still there.

The findings are ``gone`` (there is no page), ``without`` (the page lacks the text), ``hidden`` (by
the service) and ``there`` (it can still be read); for restored messages ``shown`` or
``still-hidden``. It has no side effects and runs in a separate process.
"""

import re
from urllib.parse import urlsplit

from ...core.feeds import sanitiser
from ...core.feeds.html_tags import decode_page

GONE_FINDINGS = ("gone", "without", "hidden")
SHOWN, STILL_HIDDEN = "shown", "still-hidden"
MOST = 2**19  # characters of a page
LONGEST, SHORT, LEAST = 300, 12, 100  # letters

_NO_LETTER = re.compile(r"[\W_]+")


def page_visibility(text: str, address: str, status: int, page: bytes) -> str:
    """Return ``gone``, ``without`` or ``there``; "" if the answer is inconclusive.

    ``text`` is the message's text, ``address`` its URL. A short text may be on a page by chance, so
    it counts only together with the URL's fragment. If the text is unknown, only a missing page is
    conclusive.
    """
    if status in (404, 410):
        return "gone"
    if not text:
        return ""
    source = decode_page(page)
    shown, wanted = _letters(sanitiser.html_to_text(source, MOST)), _letters(text)[:LONGEST]
    mark = urlsplit(address).fragment
    if len(wanted) >= SHORT:
        is_there, is_conclusive = wanted in shown, True
    else:
        is_there, is_conclusive = wanted in shown and f'"{mark}"' in source, bool(mark)
    if is_there:
        return "there" if is_conclusive else ""
    is_whole = is_conclusive and len(source) <= MOST and len(shown) >= LEAST
    return "without" if is_whole else ""


def _letters(text):
    """Return letters and digits only: quotation marks, dashes and spaces may change."""
    return _NO_LETTER.sub("", text).casefold()
