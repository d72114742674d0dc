"""What the tests of ``accounts/registration`` have in common."""

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.response import Response

SITE = "https://blogg.example.se/"


def page(*feeds, head=""):
    links = "".join(f"<link rel=alternate type=application/rss+xml href={feed}>" for feed in feeds)
    return 200, f"<!DOCTYPE html><html><head>{head}{links}</head><body>Hej</body>".encode()


class Web:
    """Answers from a table of path → (status, body), or raises what stands there."""

    def __init__(self, **pages):
        self.pages = pages
        self.asked = []

    def __call__(self, url, *, deadline=20, accept="", networks=None):
        path = url.removeprefix(SITE)
        self.asked.append(path)
        found = self.pages.get(path or "page", (404, b""))
        if isinstance(found, FeedError):
            raise found
        return Response(url, found[0], body=found[1])
