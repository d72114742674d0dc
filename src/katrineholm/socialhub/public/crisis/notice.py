"""``@@crisis-notice``: what everybody sees of it, first on every page of the site."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryMultiAdapter

from ... import _
from ...accounts.channels.moments import lately, when
from ...site.caching.memory import Shelf, sight
from ...site.forms.plain import link, sentence
from ..listings.cards import ShowsCards
from ..listings.important import TITLE, Important, cards_on_top, important
from ..listings.plaincards import plain
from ..listings.told import about

NOTHING = _(
    "Nothing new has come from here in the last days. Read at the source: ${account}.",
)
ANSWERS = _("The source was checked ${when}.")
FAILS = _("The source does not answer at present. It was last checked ${when}.")
UNTIL = _("This applies until ${when}.")
HUBS = Shelf(64)  # the paths of the hubs that the latest few visitors may see


class ImportantNow(ViewletBase):
    """The notices of all hubs, right below the site's header."""

    def render(self) -> str:
        return "".join(notice() for notice in notices(self.request))


class Notice(ShowsCards, BrowserView):
    """The notice as HTML; empty where nothing is on top."""

    template = ViewPageTemplateFile("notice.pt")

    found: Important

    def __call__(self) -> str:
        if (found := important(self.context)) is None:
            return ""
        self.found = found
        return self.template()

    def cards(self) -> list[dict]:
        """Its entries."""
        return cards_on_top(self.context, self.found, self.request)

    def channel(self) -> dict:
        """Whose entries they are."""
        return about(self.found.facts, self.request)

    def checked(self) -> dict | None:
        """When its source was asked last; None where nobody asks."""
        checked = self.found.checked
        return None if checked is None else _within(lately(checked))

    def until(self) -> dict:
        """When it ends."""
        return when(self.found.order.until)

    def plain(self) -> dict | None:
        """The same as plain values, for a frontend that draws it; None where nothing is on top."""
        if (found := important(self.context)) is None:
            return None
        self.found = found
        channel, cards = self.channel(), self.cards()
        return {
            "title": TITLE,
            "channel": link(channel["url"], channel["title"]),
            "icon": channel["sign"],
            "cards": [plain(card, self) for card in cards],
            "nothing": [] if cards else sentence(NOTHING, account=_account(channel)),
            "checked": self._asked(),
            "until": _(UNTIL, mapping={"when": self.until()["text"]}),
        }

    def _asked(self):
        if (checked := self.checked()) is None:
            return ""
        said = FAILS if self.found.fails else ANSWERS
        return _(said, mapping={"when": checked["text"]})


def notices(request) -> list[Notice]:
    """The notices of the site's hubs that the present user may see, empty ones too."""
    site = api.portal.get()
    paths = HUBS.get((site.getPhysicalPath(), sight()), _paths)
    views = ((site.unrestrictedTraverse(path), request) for path in paths)
    found = (queryMultiAdapter(each, name="crisis-notice") for each in views)
    return [notice for notice in found if notice is not None]


def _paths():
    brains = api.content.find(portal_type="SocialHub", sort_on="created")
    return [brain.getPath() for brain in brains]


def _account(channel):
    return {"@id": channel["profile_url"], "title": channel["account"]}


def _within(moment):
    """A moment within a sentence."""
    return moment | {"text": moment["text"][:1].lower() + moment["text"][1:]}
