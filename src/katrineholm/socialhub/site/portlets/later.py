"""A portlet's list is put into a visitor's page when the theme has been applied.

A theme's rules look at every element of a page again and again, which takes longer than all else
of a portlet that is kept in memory. So the page goes through the theme with an empty list in its
place; the frame, the heading and the link, which a theme may move or leave out, are there.
"""

import re
from secrets import token_hex

from AccessControl import getSecurityManager
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY, ITransform
from zope.component import adapter
from zope.interface import Interface, implementer

from ...interfaces import ISocialHubLayer

WAITING = "katrineholm.socialhub.later"
# However a theme writes an element that has nothing in it.
EMPTY = re.compile(rb'<ul id="socialhub-([0-9a-f]{32})"[^>]*>(?:\s*</ul>)?')


def is_visitors_page(request, view) -> bool:
    """Whether what the view makes goes to a visitor as it is, by way of the theme."""
    published = request.get("PUBLISHED")
    return (
        view in (published, getattr(published, "__self__", published))
        and request.method == "GET"
        and not request.environ.get(DISABLE_TRANSFORM_REQUEST_KEY)
        and getSecurityManager().getUser().getId() is None
    )


def put_later(html: str, request) -> str:
    """The HTML of a visitor's page, its list left empty for now."""
    start, end = html.find("<ul"), html.rfind("</ul>")
    if end < 0:
        return html
    name = token_hex(16)  # which nothing that is shown can know beforehand
    request.environ.setdefault(WAITING, {})[name.encode()] = html[start : end + 5].encode()
    return f'{html[:start]}<ul id="socialhub-{name}"></ul>{html[end + 5 :]}'


@implementer(ITransform)
@adapter(Interface, ISocialHubLayer)
class PutIn:
    """Puts the lists into the page; where none waits, nothing is done."""

    order = 9_500  # after the theme and the tokens of forms, before what keeps pages

    def __init__(self, published, request):
        self.request = request

    def transformBytes(self, result, encoding):
        return self.transformIterable([result], encoding)

    def transformUnicode(self, result, encoding):
        return self.transformIterable([result], encoding)

    def transformIterable(self, result, encoding):
        """The page's bytes, or None."""
        waiting = self.request.environ.get(WAITING)
        if not waiting:
            return None
        parts = (part.encode(encoding) if isinstance(part, str) else part for part in result)
        return EMPTY.sub(lambda found: waiting.get(found[1], b""), b"".join(parts))
