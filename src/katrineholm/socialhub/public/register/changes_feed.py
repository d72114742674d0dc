"""The changes of the official list as an Atom feed (RFC 4287), for those who keep copies of it."""

from datetime import UTC, date, datetime
from functools import cached_property
from uuid import UUID, uuid5

from plone import api
from plone.api.portal import translate
from plone.dexterity.content import Container
from Products.Five import BrowserView
from zope.interface import implementer

from ... import _
from ...accounts.channels.times import formatted_date, iso_time
from ...accounts.information.section import with_values
from ...site.pages.page_cache import IPurgedPage
from ...site.pages.response import tagged_document
from ...site.settings.registry import municipality_name
from .columns import PUBLIC_COLUMNS as COLUMNS
from .public_changes import Change, public_changes

MEDIA_TYPE = "application/atom+xml"
STEPS = {
    "make-official": _("${title} is an official channel of the municipality"),
    "pause": _("${title} is at rest for the time being"),
    "resume": _("${title} is in use again"),
    "close": _("${title} is no longer a channel of the municipality"),
    "move": _("${title} belongs to another administration"),
    "remove": _("${title} has been taken off the list"),
    "": _("${title} has changed"),
}
FIELDS = COLUMNS | {
    "title": _("Title"),
    "platform": COLUMNS["service"],
    "email": COLUMNS["contact_email"],
    "phone": COLUMNS["contact_phone"],
}
# Shown with old and new values: others know the channel by them.
WITH_VALUES = ("title", "profile_url")
# Values set by a step: there was nothing before.
SET_BY_STEP = {"closed_on": formatted_date, "link_only_reason": str}


@implementer(IPurgedPage)
class ChangesView(BrowserView):
    """``@@changes.atom``: the decisions about public channels, and the changes of their facts."""

    iso = staticmethod(iso_time)

    def __call__(self):
        return tagged_document(self.request, self.index(), f"{MEDIA_TYPE}; charset=utf-8")

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return public_changes(self.context)

    def entries(self) -> list[dict]:
        return [self._entry(change) for change in self.changes]

    def updated(self) -> int:
        return max((change.time for change in self.changes), default=0)

    @property
    def title(self) -> str:
        return translate(_("Changes of the official list"))

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@official-list"

    @property
    def self_url(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    def author(self) -> str:
        return municipality_name()

    def _entry(self, change):
        return {
            # The same on every host that the site is read at, and after it has moved (RFC 4122).
            "id": uuid5(UUID(self.context.UID()), change.key).urn,
            "time": change.time,
            "url": self.request.physicalPathToURL(change.path) if change.path else self.url,
            "title": translate(with_values(STEPS[change.step], title=change.title)),
            "summary": "\n".join(_sentence(*field) for field in change.fields),
        }


def latest_change(hub: Container) -> date | None:
    """Return the day (UTC) of the list's latest public change, or None if there is none."""
    newest = next(iter(public_changes(hub)), None)
    return datetime.fromtimestamp(newest.time, UTC).date() if newest else None


def _sentence(field, before, after):
    name = translate(FIELDS[field])
    if field in SET_BY_STEP:
        return f"{name}: {SET_BY_STEP[field](after)}"
    if field in WITH_VALUES:
        values = {"name": name, "before": before, "after": after}
        return translate(_("${name}: ${after}, earlier ${before}", mapping=values))
    return translate(_("Changed: ${name}", mapping={"name": name}))
