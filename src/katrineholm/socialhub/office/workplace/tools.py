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
from ...inbox.steps.waiting_messages import own_count
from ...site.pages.permissions import HIDE_ENTRY, may_manage_register

MOST_OFTEN = 6  # tools that stand above the others


@dataclass(frozen=True, slots=True)
class Tool:
    """A page of a hub, or of the site if ``on_site``, with a ``text`` that says what it is for.

    It is offered to those who may open the page, see ``Page.is_open``, and for whom it is of use,
    if ``is_of_use`` is given.
    """

    page: str
    title: Message
    text: Message
    is_of_use: Callable[[Any], Any] | None = None
    on_site: bool = False

    def url(self, hub: Any) -> str | None:
        """Return the page's URL, or None if the page is not for the current user."""
        place = api.portal.get() if self.on_site else hub
        view = place.restrictedTraverse(f"@@{self.page.partition('/')[0]}", None)
        is_open = view is not None and getattr(view, "is_open", True)
        is_offered = is_open and (self.is_of_use is None or self.is_of_use(hub))
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


def _reviews_entries(hub) -> bool:
    return any(api.user.has_permission(HIDE_ENTRY, obj=each) for each in hub_administrations(hub))


def _handles_messages(hub) -> bool:
    return api.content.get_view("handles-messages", hub, hub.REQUEST)()


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
                _reviews_entries,
            ),
            Tool(
                "import-download",
                _("Bring in a download"),
                _("The posts in the file that a service gave you."),
            ),
            Tool(
                "undescribed-pictures",
                _("Pictures without description"),
                _("Write what is in them for those who cannot see them."),
            ),
            Tool("topics", _("Topics"), _("What visitors filter the entries by, and follow.")),
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
            Tool(
                "own-names",
                _("Our domains, senders and apps"),
                _("What Is it ours? answers as ours."),
            ),
            Tool("proposed-rules", _("Proposed comment rules"), _("Those that wait for you.")),
            Tool("bulk", _("Change many channels"), _("The same change in many channels at once.")),
            Tool("import", _("Bring channels in"), _("Register many channels from a table.")),
            Tool(
                "followers",
                _("Followers by e-mail"),
                _("How many follow what."),
            ),
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
                "messages/oldest",
                _("Answer the oldest message"),
                _("The one that has waited for you the longest."),
                own_count,
            ),
            Tool(
                "messages",
                _("Messages"),
                _("Comments, questions and reports to answer."),
                _handles_messages,
            ),
            Tool(
                "messages-rounds",
                _("Supervision round"),
                _("Go through the comments of your channels."),
            ),
            Tool(
                "messages-reviews",
                _("Removals to review"),
                _("Whether what was taken down should have been."),
            ),
            Tool(
                "new-message",
                _("Hand in a message"),
                _("One that came in another way than through the site."),
            ),
            Tool(
                "find-receipt",
                _("Find a receipt number"),
                _("The message of somebody who calls about it."),
            ),
            Tool(
                "report-false-account",
                _("Report a false account"),
                _("An account that pretends to be one of ours."),
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
            ),
            Tool(
                "record",
                _("Search the record"),
                _("All that has been published, also what is hidden now."),
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
            ),
            Tool("holds", _("Holds"), _("What must not be disposed of for now.")),
        ),
    ),
    (
        _("Figures"),
        (
            Tool(
                "channel-figures",
                _("Social media in figures"),
                _("Sums and a year, month by month, for the council."),
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
                "socialhub-apps",
                _("Connections to services"),
                _("The apps by which accounts are connected."),
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
    *("new-entry", "messages/oldest", "messages", "crisis", "board", "duties"),
    *("diary", "record", "request", "archive", "packages"),
)
OF_ADMINISTRATION = MappingProxyType(
    {
        "board": (BOARD, BOARD_TEXT),
        "channel-figures": (
            _("Figures of the year"),
            _("Posts, messages, answers in time and followers."),
        ),
    }
)
