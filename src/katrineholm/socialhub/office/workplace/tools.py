"""The pages that the workplace leads to, in groups, each for those who may open it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.add_permission import addable_administrations
from ...accounts.channels.hub import hub_administrations
from ...inbox.steps.roles import BY_GROUP, has_duties, has_role_anywhere, is_handler
from ...site.pages.permissions import HIDE_ENTRY, READ_RECORD, WRITE_ENTRY, may_manage_register

REGISTRAR, ARCHIVIST = BY_GROUP
MOST_OFTEN = 4  # tools that stand above the others


@dataclass(frozen=True, slots=True)
class Tool:
    """A page of a hub, or of the site if ``on_site``, with a ``text`` that says what it is for.

    It is offered to those who may open the page and, if ``is_of_use`` is given, for whom that is
    true: a page that has something for some members alone decides within itself.
    """

    page: str
    title: Message
    text: Message
    is_of_use: Callable[[Any], Any] | None = None
    on_site: bool = False

    def url(self, hub: Any) -> str | None:
        """Return the page's URL, or None if the page is not for the current user."""
        place = api.portal.get() if self.on_site else hub
        view = place.restrictedTraverse(f"@@{self.page}", None)
        is_offered = view is not None and (self.is_of_use is None or self.is_of_use(hub))
        return f"{place.absolute_url()}/@@{self.page}" if is_offered else None


def serialize_tools(hub: Any) -> tuple[dict, dict]:
    """Return the sections with what the current user does most, and with all other tools."""
    urls = {tool.page: tool.url(hub) for _title, tools in GROUPS for tool in tools}
    often = [page for page in OFTEN if urls[page]][:MOST_OFTEN]
    rows = {
        tool.page: {"@id": urls[tool.page], "title": tool.title, "text": tool.text}
        for _title, tools in GROUPS
        for tool in tools
        if urls[tool.page]
    }
    groups = [
        {"title": title, "items": [rows[e.page] for e in tools if e.page in rows.keys() - {*often}]}
        for title, tools in GROUPS
    ]
    return (
        {
            "title": _("What I do most"),
            "register": _registrations(hub),
            "items": [rows[page] for page in often],
        },
        {
            "title": _("Tools"),
            "groups": [each for each in (*groups, *_administrations(hub)) if each["items"]],
        },
    )


def _registrations(hub) -> list[dict]:
    """Return the links to register a channel, one for each administration of the user."""
    places = sorted(addable_administrations(hub), key=lambda each: each.title.casefold())
    return [
        {"@id": f"{each.absolute_url()}/++add++Channel", "title": each.title} for each in places
    ]


def _administrations(hub) -> Iterator[dict]:
    """Yield the tools of each administration that the user tends; the office has its hub's."""
    for place in () if may_manage_register(hub) else addable_administrations(hub):
        found = (
            {"@id": f"{place.absolute_url()}/@@{page}", "title": title, "text": text}
            for page, (title, text) in OF_ADMINISTRATION.items()
            if place.restrictedTraverse(f"@@{page}", None) is not None
        )
        yield {"title": place.title, "items": [*found]}


def _may_in_any(permission: str) -> Callable[[Any], bool]:
    """Return a predicate: whether the user has a permission in any administration of a hub."""
    return lambda hub: any(
        api.user.has_permission(permission, obj=each) for each in hub_administrations(hub)
    )


def _may_read(hub) -> bool:
    return api.user.has_permission(READ_RECORD, obj=hub)


def _handles(hub) -> bool:
    return api.content.get_view("handles-messages", hub, hub.REQUEST)()


def _has_role(*roles: str) -> Callable[[Any], bool]:
    return lambda hub: any(has_role_anywhere(hub, role) for role in roles)


BOARD = _("Board")
BOARD_TEXT = _("What is wrong with each channel, what helps, and what an address gives.")
GROUPS = (
    (
        _("Entries"),
        (
            Tool(
                "new-entry",
                _("Write an entry by hand"),
                _("Something published elsewhere, or only here."),
                _may_in_any(WRITE_ENTRY),
            ),
            Tool(
                "crisis",
                _("Important now"),
                _("A notice above everything on the site."),
            ),
            Tool(
                "held-entries",
                _("Entries to review"),
                _("New entries that wait until somebody releases them."),
                _may_in_any(HIDE_ENTRY),
            ),
            Tool(
                "undescribed-pictures",
                _("Pictures without description"),
                _("Write what is in them for those who cannot see them."),
                _may_in_any(WRITE_ENTRY),
            ),
        ),
    ),
    (
        _("Channels"),
        (
            Tool("board", BOARD, BOARD_TEXT),
            Tool(
                "duties",
                _("Duties and absence"),
                _("Who answers for what, and who is away."),
            ),
            Tool(
                "found-accounts",
                _("Unlisted accounts"),
                _("Accounts on our web sites that are in no list."),
            ),
            Tool("proposed-rules", _("Proposed comment rules"), _("Those that wait for you.")),
            Tool("bulk", _("Change many channels"), _("The same change in many channels at once.")),
            Tool("import", _("Bring channels in"), _("Register many channels from a table.")),
            Tool("kits", _("Graphic kits"), _("Pictures for the profiles of all accounts.")),
            Tool(
                "facebook-tie-backs",
                _("Tie-backs on Facebook"),
                _("Whether our pages on Facebook lead back to us."),
            ),
        ),
    ),
    (
        _("Messages"),
        (
            Tool(
                "messages",
                _("Messages"),
                _("Comments, questions and reports to answer."),
                _handles,
            ),
            Tool(
                "messages-rounds",
                _("Supervision round"),
                _("Go through the comments of your channels."),
                is_handler,
            ),
            Tool(
                "messages-reviews",
                _("Removals to review"),
                _("Whether what was taken down should have been."),
                is_handler,
            ),
            Tool(
                "new-message",
                _("Hand in a message"),
                _("One that came in another way than through the site."),
                is_handler,
            ),
            Tool(
                "find-receipt",
                _("Find a receipt number"),
                _("The message of somebody who calls about it."),
                has_duties,
            ),
            Tool(
                "report-false-account",
                _("Report a false account"),
                _("An account that pretends to be one of ours."),
                lambda hub: is_handler(hub) or addable_administrations(hub),
            ),
            Tool("messages-load", _("Load"), _("How many messages wait for whom, and how long.")),
            Tool("answer-templates", _("Answer templates"), _("Ready sentences for answers.")),
        ),
    ),
    (
        _("Diary and requests"),
        (
            Tool(
                "diary",
                _("Diary"),
                _("Register messages."),
                _has_role(REGISTRAR),
            ),
            Tool(
                "record",
                _("Search the record"),
                _("All that has been published, also what is hidden now."),
                _may_read,
            ),
            Tool("request", _("Requests for records"), _("Find, mask and give out records.")),
            Tool(
                "post-cases",
                _("Demands to correct or erase"),
                _("What people demand about data on them in posts."),
            ),
            Tool("masked-entries", _("Masked entries"), _("Personal data hidden in entries.")),
            Tool(
                "record-reads",
                _("Who has read hidden posts"),
                _("The log of reading, newest first."),
                _has_role(REGISTRAR, ARCHIVIST),
            ),
        ),
    ),
    (
        _("Archive"),
        (
            Tool("archive", _("What is due to the archive"), _("Channel by channel.")),
            Tool("packages", _("Packages for the archive"), _("Order, send and receipt packages.")),
            Tool("retention", _("Retention"), _("How long each kind of record is kept.")),
            Tool("dispose-entries", _("Disposal of entries"), _("Posts whose time is over.")),
            Tool(
                "disposal",
                _("Disposal of messages"),
                _("Messages whose time is over."),
                _has_role(ARCHIVIST),
            ),
            Tool("holds", _("Holds"), _("What must not be disposed of for now.")),
        ),
    ),
    (
        _("Figures"),
        (
            Tool(
                "channel-figures",
                _("Figures of each channel"),
                _("Followers, entries and answers in a period."),
            ),
            Tool(
                "messages-figures",
                _("Comments and messages in figures"),
                _("What visitors see, year by year."),
            ),
        ),
    ),
    (
        _("Settings and operation"),
        (
            Tool(
                "socialhub-settings",
                _("Settings for social media"),
                _("Addresses, deadlines, mails and limits."),
                on_site=True,
            ),
            Tool(
                "socialhub-services",
                _("Services"),
                _("The services that the site knows, and new ones."),
                on_site=True,
            ),
            Tool(
                "graphic-profile",
                _("Graphic profile"),
                _("Colours, typeface and logotype."),
                on_site=True,
            ),
            Tool("webhooks", _("Webhooks"), _("Other systems that are notified.")),
            Tool("outbox", _("Mails that have not left"), _("Try again, or give up.")),
        ),
    ),
)
# In this order.
OFTEN = (
    *("new-entry", "messages", "crisis", "diary", "record", "request"),
    *("archive", "packages", "retention", "board", "duties"),
)
OF_ADMINISTRATION = MappingProxyType({"board": (BOARD, BOARD_TEXT)})
