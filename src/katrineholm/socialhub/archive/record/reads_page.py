"""``@@record-reads`` and ``@record-reads`` on a hub: who has read hidden posts, for the keepers."""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from AccessControl import Unauthorized
from plone.dexterity.content import Container
from plone.restapi.services import Service
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time, iso_time
from ...core.timeline.store import timeline_of
from ...inbox.oversight.diary_page import REGISTRAR_ROLE
from ...inbox.oversight.disposal_page import ARCHIVIST
from ...inbox.steps.roles import has_role_anywhere
from ...site.pages.information_page import InformationPage
from ...site.pages.page_service import list_answer
from ...site.pages.page_values import fact_value, page_section
from ...site.pages.request import form_text
from .post_reads import Read, logged_reads

MOST = 500
HEAD = (_("Date"), _("Who"), _("Post"))


class ReadsPage(InformationPage):
    """The latest readings of hidden and masked posts, or those of the post in ``?post=``."""

    title = _("Who has read hidden posts")
    lead = _(
        "Whoever opens a post that visitors do not see, or see masked, is noted here: once for "
        "each post and day."
    )

    @property
    def is_open(self) -> bool:
        return is_keeper(self.context)

    def __call__(self):
        require_keeper(self.context)
        return super().__call__()

    @cached_property
    def reads(self) -> list[Read]:
        """The readings that the page shows."""
        return latest_reads(self.context, form_text(self.request.form, "post"))

    @property
    def empty(self) -> Message | str:
        return "" if self.reads else _("Nobody has read a hidden post.")

    def sections(self) -> Iterator[dict]:
        if rows := [self._row(each) for each in self.reads]:
            yield page_section("reads", _("Readings"), table={"head": HEAD, "rows": rows})

    def _row(self, read: Read):
        entry = timeline_of(self.context).unmasked(read.post)
        url = f"{self.context.absolute_url()}/@@record/{read.post}" if entry else None
        post = fact_value((entry and entry["title"]) or read.post, url)
        return [formatted_time(read.time)["text"], member_name(read.who), post]


class ReadsGet(Service):
    """``GET @record-reads``: the latest readings of hidden posts, or of the post in ``post``."""

    def reply(self) -> dict:
        require_keeper(self.context)
        reads = latest_reads(self.context, form_text(self.request.form, "post"))
        items = [{"when": iso_time(each.time), "by": each.who, "post": each.post} for each in reads]
        return list_answer(self.context, "@record-reads", items)


def latest_reads(hub: Container, post: str = "") -> list[Read]:
    """Return the latest readings, or those of a post, newest first."""
    return [*islice(logged_reads(hub, post), MOST)]


def is_keeper(hub: Container) -> bool:
    """Return whether the current user is a registrar or an archivist."""
    return any(has_role_anywhere(hub, role) for role in (REGISTRAR_ROLE, ARCHIVIST))


def require_keeper(hub: Container) -> None:
    """Raise Unauthorized unless the current user is a registrar or an archivist."""
    if not is_keeper(hub):
        raise Unauthorized("record-reads")
