"""Every page is titled by its own heading, and says first in its title that something went wrong.

Plone names the object around a page, whatever the page is: WCAG 2.2 asks that the title tells the
page (2.4.2). A page that says more of itself than its heading does has a title of its own, see
``head``. Where a form is refused, the reader's focus begins at what is wrong with it (3.3.1).
"""

import re
from html import escape, unescape

from plone import api
from plone.transformchain.interfaces import ITransform
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import Interface, implementer

from ... import _
from ...interfaces import ISocialHubLayer
from .faults import marked, noted

HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.S)
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
SEPARATORS = re.compile(r" (?:&mdash;|—) ")
TAG = re.compile(r"<[^>]*>")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
SHARED = re.compile(r'(<meta property="og:(title|url)" content=")[^"]*"')
# Plone's own forms and ours; what is told of something else than a form is no fault of the reader.
FAULT = re.compile(r'<\w+(?=[^>]*\balert-danger\b)(?=[^>]*role="alert")(?![^>]*display:none)[^>]*>')
FOCUS = ' tabindex="-1" autofocus="autofocus"'
OWN = "katrineholm.socialhub.title"


def has_own_title(request) -> None:
    """Let the title stand as it is: the page says of itself what its heading does not."""
    request.set(OWN, True)


def joined(*parts: str) -> str:
    """A title of several parts; a part that is a Message is translated, any other stays."""
    told = (api.portal.translate(each) if isinstance(each, Message) else each for each in parts)
    return " – ".join(told)


@implementer(ITransform)
@adapter(Interface, ISocialHubLayer)
class TitledByHeading:
    """The title and the focus of a page, before any other makes something of it."""

    order = 7900

    def __init__(self, published, request):
        self.request = request

    def transformBytes(self, result, encoding):
        return self.transformIterable([result], encoding)

    def transformUnicode(self, result, encoding):
        return self.transformIterable([result], encoding)

    def transformIterable(self, result, encoding):
        # A file that somebody has uploaded comes as a stream, and is sent as it is.
        is_page = (self.request.response.getHeader("Content-Type") or "").startswith("text/html")
        if not is_page or not isinstance(result, list):
            return None
        parts = (part.decode(encoding) if isinstance(part, bytes) else part for part in result)
        page, faults = "".join(parts), noted(self.request)
        if faults:
            page = marked(page, faults, self.request["ACTUAL_URL"], self.request.form)
        return [titled(page, self.request.get(OWN)).encode(encoding)]


def titled(page: str, is_own: bool = False) -> str:
    """A page with its title and its focus put right; ``is_own``: its title says more already."""
    # The question costs more than all else here, and most pages need not be asked.
    fault = FAULT.search(page) if "alert-danger" in page else None
    if fault and "autofocus" not in fault[0]:
        marked = fault[0].replace(' tabindex="-1"', "").removesuffix(">") + FOCUS + ">"
        page = page[: fault.start()] + marked + page[fault.end() :]
    page = TITLE.sub(
        lambda found: f"<title>{_title(found[1], page, is_own, fault)}</title>", page, 1
    )
    return _shared(page)


def _shared(page):
    """What others show of the page is its own title and address, not those of its object."""
    head = page.partition("</head>")[0]
    title, address = TITLE.search(head), CANONICAL.search(head)
    if not (title and address):
        return page
    own = SEPARATORS.split(unescape(title[1]).strip())
    told = {"title": escape(" — ".join(own[:-1] or own)), "url": address[1]}
    shared = SHARED.sub(lambda found: f'{found[1]}{told[found[2]]}"', head)
    return shared + page[len(head) :]


def _title(title, page, is_own, fault):
    *own, site = SEPARATORS.split(title.strip())
    heading = _words(HEADING.search(page))
    if heading and not is_own:
        # A page about one object of many has its name, too: a form has the same heading for each.
        about = [each for each in own if _plain(each) not in _plain(heading)]
        own = [" – ".join([heading, *about])] if heading != site else []
    named = " — ".join([*own, site])
    return _wrong(named) if fault and not is_own else named


def _wrong(title):
    told = _("Error: ${title}", mapping={"title": unescape(title)})
    return escape(api.portal.translate(told), quote=False)


def _plain(text):
    return unescape(text).casefold()


def _words(found):
    """A heading's words, as they stand in the page."""
    return " ".join(TAG.sub(" ", found[1]).split()).replace(" : ", ": ") if found else ""
