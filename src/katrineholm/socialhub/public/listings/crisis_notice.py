"""``@@crisis-notice``: the highlight of a crisis, at the top of every page of the site."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryMultiAdapter
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.channel_names import account_name, service_icon
from ...accounts.channels.hub import visible_hub_paths
from ...accounts.channels.times import formatted_time, recent_time
from ...site.pages.page_values import link, sentence_parts
from .card_serializer import serialize_card
from .cards import CardViewMixin
from .highlight import TITLE, Highlight, current_highlight, highlight_cards

NOTHING = _(
    "Nothing new has come from here in the last days. Read at the source: ${account}.",
)
ANSWERS = _("The source was checked ${when}.")
FAILS = _("The source does not answer at present. It was last checked ${when}.")
UNTIL = _("This applies until ${when}.")


class ImportantNow(ViewletBase):
    """Viewlet with the notices of all hubs, below the site's header."""

    def render(self) -> str:
        return "".join(notice() for notice in notices(self.request))


class CrisisNotice(CardViewMixin, BrowserView):
    """View of a hub's highlight as HTML, which is empty if there is no highlight."""

    template = ViewPageTemplateFile("crisis_notice.pt")

    def __call__(self) -> str:
        return self.template(important=page) if (page := self.plain()) else ""

    def plain(self) -> dict | None:
        """Return the notice as plain values, or None if there is no highlight."""
        if (found := current_highlight(self.context)) is None:
            return None
        facts = found.facts
        account = {"@id": facts.profile_url, "title": account_name(facts)}
        cards = highlight_cards(self.context, found, self.request)
        return {
            "title": TITLE,
            "channel": link(self.request.physicalPathToURL(facts.path), facts.title),
            "icon": service_icon(facts.platform, facts.kind),
            "cards": [serialize_card(card, self) for card in cards],
            "nothing": [] if cards else sentence_parts(NOTHING, account=account),
            "checked": _source_check(found),
            "until": _(UNTIL, mapping={"when": formatted_time(found.order.until)["text"]}),
        }


def notices(request: HTTPRequest) -> list[CrisisNotice]:
    """Return the notice of each hub that the current user may see, including empty notices."""
    site = api.portal.get()
    views = ((site.unrestrictedTraverse(path), request) for path in visible_hub_paths())
    found = (queryMultiAdapter(each, name="crisis-notice") for each in views)
    return [notice for notice in found if notice is not None]


def _source_check(found: Highlight) -> Message | str:
    """Return a message about the source's last check, empty if there is no source."""
    if found.checked is None:
        return ""
    text = recent_time(found.checked)["text"]
    within = text[:1].lower() + text[1:]
    return _(FAILS if found.fails else ANSWERS, mapping={"when": within})
