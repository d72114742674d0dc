"""The page of an entry's earlier versions, if the office has made them public."""

from functools import cached_property
from itertools import islice

from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer

from ... import _
from ...site.pages.head import IDescribedPage
from ...site.pages.page_values import link, sentence_parts
from ...site.settings.registry import setting
from .cards import CardViewMixin
from .entry_versions import EXPLANATION, SHOW_VERSIONS, SPOKEN_MARKS, Version, earlier_versions
from .entry_view import EntryTraversal
from .gone import handle_gone

MOST = 50


@implementer(IDescribedPage)
class VersionsView(CardViewMixin, EntryTraversal):
    """``@@entry/<id>/versions``: each earlier version, with the changes marked."""

    @handle_gone
    def __call__(self):
        return self.index(page=self.page)

    @cached_property
    def page(self) -> dict:
        """The page as plain values. Raises NotFound if there are no public versions."""
        if not (setting(SHOW_VERSIONS) and self.versions):
            raise NotFound("versions")
        language = self.entry["language"] or self.facts.language
        title = {"@id": None, "title": self.entry["title"], "language": language}
        return {
            "title": self.title,
            "heading": sentence_parts(_("What it said before: ${title}"), title=title),
            "language": language,
            "now": link(self.entry_url, _("The entry as it is now")),
            "explained": EXPLANATION,
            "heard": SPOKEN_MARKS,
            "versions": [
                {
                    "id": f"version-{each.number}",
                    "title": _("Changed on"),
                    "when": self.when(each.until),
                    "pieces": [piece._asdict() for piece in each.pieces],
                }
                for each in self.versions
            ],
        }

    @property
    def title(self) -> Message:
        return _("What it said before: ${title}", mapping={"title": self.entry["title"]})

    @property
    def shared(self) -> dict:
        return {"description": ""}

    @property
    def url(self) -> str:
        return f"{self.entry_url}/versions"

    @property
    def entry_url(self) -> str:
        return f"{self.context.absolute_url()}/@@entry/{self.entry['entry_id']}"

    @cached_property
    def versions(self) -> list[Version]:
        """The latest versions that differ from the next one; a few only, as comparing is slow."""
        latest = islice(earlier_versions(self.entry), MOST)
        return [each for each in latest if each.is_different]
