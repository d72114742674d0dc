"""*My channels* on the hub: the member's channels and tasks, and links to register more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.autoform.directives import widget
from plone.restapi.services import Service
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import MINUTE, _
from ...accounts.channels import history
from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.times import today
from ...accounts.lifecycle.step_requirements import unmet_requirements
from ...accounts.lifecycle.step_texts import BUTTONS
from ...accounts.registration import looks
from ...accounts.registration.add_permission import addable_administrations
from ...inbox.desk.menu import channels_with_roles, open_message_count
from ...inbox.desk.next_message import OLDEST
from ...refresh import state_storage
from ...site.pages.cache import LruCache, write_key
from ...site.pages.form_schema import Line, form_fields
from ...site.pages.page_values import link
from ...site.pages.permissions import REFRESH_CHANNEL, may_manage_register
from ...site.pages.refusals import message_from_code
from ...site.pages.text_checks import AND_MORE, NOTHING_WAITS

MAX_CHANNELS = 10  # channels that are listed
WAITING_CACHE, CHANNELS_CACHE = LruCache(64), LruCache(64)  # for the latest few editors


class ICheckForm(Interface):
    """The form's hidden field for the page to return to after a check of an account."""

    back = Line(default="hub")
    widget("back", type="hidden")


@dataclass(frozen=True, slots=True)
class WaitingChannel:
    """A channel with a task, ``what``, and the office's ``comment`` if it was sent back.

    ``missing`` are a draft's missing facts, as in ``step_requirements.unmet_requirements``. If
    ``look`` is True, the account is to be checked.
    """

    facts: ChannelFacts
    what: Message
    comment: str = ""
    missing: tuple[dict, ...] = ()
    look: bool = False

    @property
    def is_ready(self) -> bool:
        """True for a draft that has all its facts and can be reported."""
        return self.facts.state == "draft" and not self.missing


class MyChannelsViewlet(ViewletBase):
    """The viewlet for people who are responsible for channels today or may add channels."""

    report = BUTTONS["report"]

    nothing_waits = NOTHING_WAITS

    def more_text(self) -> Message:
        """Return a sentence with the number of channels that are not listed."""
        return _(AND_MORE, mapping={"number": self.more})

    def update(self) -> None:
        """Collect the user's channels, tasks and number of open messages."""
        super().update()
        found = [] if api.user.is_anonymous() else addable_administrations(self.context)
        self.places = sorted(found, key=lambda place: place.title.casefold())
        # The office has its board, and its channels may be thousands.
        self.has_board = may_manage_register(self.context)
        self.waiting, self.more, self.messages, self.channels = [], 0, 0, []
        if api.user.is_anonymous():
            return
        who, language = api.user.get_current().getId(), api.portal.get_current_language()
        key = who, language, self.context.getPhysicalPath(), write_key(self.context, MINUTE)
        self.channels = CHANNELS_CACHE.get(key, lambda: channels_with_roles(self.context))
        self.messages = open_message_count(self.context)
        if self.places and not self.has_board:
            self.waiting, self.more = WAITING_CACHE.get(
                key, lambda: waiting_channels(self.context, self.places)
            )

    @property
    def is_shown(self) -> bool:
        """True if the user has anything to do with channels here."""
        return bool(self.places or self.channels or self.messages)

    def links(self) -> list[dict]:
        """Return the links to the messages that wait for the user, and to the oldest of them."""
        title = _("Messages that wait for you: ${number}", mapping={"number": self.messages})
        url = f"{self.context.absolute_url()}/@@messages"
        oldest = link(f"{url}/{OLDEST}", _("Answer the oldest message"))
        return [link(f"{url}?mine=1", title), oldest] if self.messages else []

    def look_form(self, facts: ChannelFacts) -> dict:
        """Return the form that records a check of a channel's account today."""
        look = {"do": "", "title": _("I have looked at the account today"), "look": "secondary"}
        return {
            "url": f"{self.url(facts)}/@@look-at-account",
            "classes": "d-inline-block me-3",
            "fields": form_fields(ICheckForm),
            "buttons": [look],
            "of": facts.title,
        }

    def url(self, facts: ChannelFacts) -> str:
        """Return the URL of a channel."""
        return self.request.physicalPathToURL(facts.path)


def waiting_channels(hub: Any, places: Iterable) -> tuple[list[WaitingChannel], int]:
    """Return the tasks in these administrations of a hub, and the number of those left out.

    Channels that were sent back come first, then failing ones, then accounts that have not been
    checked for long, then other drafts.
    """
    mine = _channels_in(places, viewable_channels(hub))
    drafts = [facts for facts in mine if facts.state == "draft"]
    returned = history.latest_lines(hub, [facts.uid for facts in drafts], "return")
    failing = [facts for facts in mine if facts.state == "official" and _is_failing(hub, facts)]
    checkable = [each for each in places if api.user.has_permission(REFRESH_CHANNEL, obj=each)]
    checked = _channels_in(checkable, mine)
    unseen = looks.look_reminders(hub, checked, looks.latest_looks(hub), today())
    ordered = [
        *(facts for facts in drafts if facts.uid in returned),
        *failing,
        *(facts for facts in mine if facts.uid in unseen),
        *(facts for facts in drafts if facts.uid not in returned),
    ]
    found = [
        WaitingChannel(facts, unseen[facts.uid], look=True)
        if facts.uid in unseen
        else _waiting_channel(hub, facts, returned.get(facts.uid))
        for facts in ordered[:MAX_CHANNELS]
    ]
    return found, len(ordered) - len(found)


def _waiting_channel(hub, facts, line):
    standing = state_storage.load_status(hub, facts.uid) if facts.state == "official" else None
    if standing:
        return WaitingChannel(facts, message_from_code(standing.code, dict(standing.values)))
    lacks = tuple(unmet_requirements(api.content.get(UID=facts.uid), "report"))
    if line:
        return WaitingChannel(
            facts, _("Sent back by the information office"), line["comment"], lacks
        )
    what = _("Draft: something is missing") if lacks else _("Draft: ready to be reported")
    return WaitingChannel(facts, what, missing=lacks)


def _channels_in(places, channels):
    paths = {"/".join(place.getPhysicalPath()) for place in places}
    return [facts for facts in channels if facts.administration.path in paths]


def _is_failing(hub, facts):
    standing = state_storage.load_status(hub, facts.uid)
    return standing and standing.failures and standing.feed_url == facts.feed_url


class MyChannelsGet(Service):
    """``GET @my-channels`` on a hub: the member's channels, and the number of open messages."""

    def reply(self) -> dict:
        if api.user.is_anonymous():
            raise Unauthorized("@my-channels")
        return {
            "@id": f"{self.context.absolute_url()}/@my-channels",
            "items": [self._item(*each) for each in channels_with_roles(self.context)],
            "messages": open_message_count(self.context),
        }

    def _item(self, facts, role):
        url = self.request.physicalPathToURL(facts.path)
        return {"@id": url, "UID": facts.uid, "title": facts.title, "role": role}
