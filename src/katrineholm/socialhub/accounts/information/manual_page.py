"""``@@manual`` at the site's root: the chapters for people, with a search, and their pictures."""

from plone import api
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.i18nmessageid import Message

from ... import _
from ...site.pages.acts import Page
from ...site.pages.page_cache import CachedPage
from ...site.pages.page_values import link
from ...site.pages.request import form_text
from ...site.pages.response import tagged_document
from ...site.pages.traversal import PathTraverser
from .manual import CHAPTERS, Match, chapter_html, manual_chapter, matching_sections, picture

MAX_QUERY = 100


class ManualPage(CachedPage, PathTraverser, Page):
    """The manual's contents or what a query finds in it, or the chapter in the URL."""

    longest = MAX_QUERY
    search, button = _("Search the manual"), _("Search")
    chapters, here = _("Chapters"), _("Contents of this chapter")

    def __call__(self):
        self.request.set("disable_plone.rightcolumn", True)
        return super().__call__()

    def publishTraverse(self, request, name):
        if name not in CHAPTERS:
            raise NotFound(name)
        return super().publishTraverse(request, name)

    @property
    def title(self) -> Message | str:
        return manual_chapter(self.id).title if self.id else _("Manual")

    @property
    def title_language(self) -> str | None:
        return "sv" if self.id else None

    @property
    def lead(self) -> Message | str:
        return "" if self.id else _("How each thing is done, step by step.")

    @property
    def url(self) -> str:
        return manual_url()

    @property
    def query(self) -> str:
        """Return what the reader searches for."""
        return form_text(self.request.form, "text")[:MAX_QUERY]

    def matches(self) -> list[Match]:
        return matching_sections(self.query)

    def found(self, matches: list[Match]) -> Message:
        """Return the heading of what a query found."""
        return _("Found: ${number}", mapping={"number": str(len(matches))})

    @property
    def nothing(self) -> Message:
        return _(
            "No section has all these words. Try fewer or other words, or look in the contents."
        )

    def contents(self) -> list[dict]:
        """Return all chapters, or only the one in the URL, with links to their sections."""
        return [_chapter_contents(name) for name in CHAPTERS if self.id in ("", name)]

    def html(self) -> str:
        """Return the chapter."""
        return chapter_html(self.id, self.url, f"{self.url}-picture")

    def neighbours(self) -> list[dict]:
        """Return the links to the previous chapter, the contents and the next chapter."""
        at = CHAPTERS.index(self.id)
        before = [{**_chapter_link(name), "rel": "prev"} for name in CHAPTERS[:at][-1:]]
        after = [{**_chapter_link(name), "rel": "next"} for name in CHAPTERS[at + 1 :][:1]]
        whole = {**link(self.url, _("All chapters")), "rel": "up"}
        return [*before, whole, *after]


class ManualPicture(PathTraverser, BrowserView):
    """``@@manual-picture/<name>``: a picture of a chapter."""

    def __call__(self):
        found = picture(self.id)
        if found is None:
            raise NotFound(self.id)
        self.request.response.setHeader("Cache-Control", "public, max-age=3600")
        return tagged_document(self.request, found, "image/png")


def manual_url() -> str:
    """Return the URL of the manual."""
    return f"{api.portal.get().absolute_url()}/@@manual"


def _chapter_contents(name):
    links = [
        link(f"{manual_url()}/{name}#{each.anchor}", each.title)
        for each in manual_chapter(name).sections
    ]
    return {**_chapter_link(name), "sections": links}


def _chapter_link(name):
    return link(f"{manual_url()}/{name}", manual_chapter(name).title)
