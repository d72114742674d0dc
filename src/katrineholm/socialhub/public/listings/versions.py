"""What an entry said before, for visitors: where the office shows that, and the entry is shown."""

from functools import cached_property
from itertools import islice

from zExceptions import NotFound

from ...core.timeline.store import timeline_of
from ...site.settings.registry import setting
from .cards import ShowsCards
from .entry import Traversed
from .gone import calmly
from .telling import SHOWN, Version, versions

MOST = 50


class VersionsView(ShowsCards, Traversed):
    """``@@entry/<id>/versions``: each earlier version, with what became another marked."""

    @calmly
    def __call__(self):
        if not (setting(SHOWN) and self.versions):
            raise NotFound("versions")
        return self.index()

    @property
    def entry(self):
        """The entry; NotFound where the visitor may not see it."""
        return self.found[0]

    @property
    def url(self) -> str:
        """The entry's own page."""
        return f"{self.context.absolute_url()}/@@entry/{self.entry['entry_id']}"

    @cached_property
    def versions(self) -> list[Version]:
        """Those that say something else than what came after them, the latest first.

        Of an entry that changes each day nobody reads more, and each is compared.
        """
        latest = islice(versions(timeline_of(self.context), self.entry), MOST)
        return [each for each in latest if each.is_other]
