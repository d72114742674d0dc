"""``@@crisis-notice``: what is important now, at the top of every page of the site."""

from typing import Any

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
from ...accounts.channels.times import formatted_time
from ...site.pages.page_values import link, sentence_parts
from .card_serializer import serialize_card
from .cards import CardViewMixin
from .highlight import TITLE, Highlight, current_highlight, highlight_cards
from .notice import current_notice, notice_words, time_in_sentence

NOTHING = _(
    "Nothing new has come from here in the last days. Read at the source: ${account}.",
)
ANSWERS = _("The source was checked ${when}.")
FAILS = _("The source does not answer at present. It was last checked ${when}.")
UNTIL = _("This applies until ${when}.")
CHANGED = _("Last changed: ${when}.")


class ImportantNow(ViewletBase):
    """Viewlet with the notices of all hubs, below the site's header."""

    def render(self) -> str:
        return "".join(notice() for notice in notices(self.request))


class CrisisNotice(CardViewMixin, BrowserView):
    """View of a hub's own notice or highlight as HTML, empty if there is neither."""

    template = ViewPageTemplateFile("crisis_notice.pt")

    def __call__(self) -> str:
        return self.template(important=page) if (page := self.plain()) else ""

    def plain(self) -> dict | None:
        """Return the notice as plain values, or None if there is none.

        A notice in the office's own words has ``words``, a highlight its ``channel``.
        """
        if (notice := current_notice(self.context)) is not None:
            changed = _(CHANGED, mapping={"when": time_in_sentence(notice.since)})
            return _plain(notice.until, words=notice_words(notice), checked=changed)
        found = current_highlight(self.context)
        return None if found is None else self._highlight(found)

    def _highlight(self, found):
        facts = found.facts
        account = {"@id": facts.profile_url, "title": account_name(facts)}
        cards = highlight_cards(self.context, found, self.request)
        return _plain(
            found.order.until,
            channel=link(self.request.physicalPathToURL(facts.path), facts.title),
            icon=service_icon(facts.platform, facts.kind),
            cards=[serialize_card(card, self) for card in cards],
            nothing=[] if cards else sentence_parts(NOTHING, account=account),
            checked=_source_check(found),
        )


def notices(request: HTTPRequest) -> list[CrisisNotice]:
    """Return the notice of each hub that the current user may see, including empty notices."""
    site = api.portal.get()
    views = ((site.unrestrictedTraverse(path), request) for path in visible_hub_paths())
    found = (queryMultiAdapter(each, name="crisis-notice") for each in views)
    return [notice for notice in found if notice is not None]


def _plain(until: int, **values: Any) -> dict:
    """Return a notice as plain values, with the parts that it does not have empty."""
    empty: dict[str, Any] = {
        "words": None,
        "channel": None,
        "icon": "",
        "cards": [],
        "nothing": [],
        "checked": "",
    }
    ends = _(UNTIL, mapping={"when": formatted_time(until)["text"]})
    return {"title": TITLE, **empty, **values, "until": ends}


def _source_check(found: Highlight) -> Message | str:
    """Return a message about the source's last check, empty if there is no source."""
    if found.checked is None:
        return ""
    when = time_in_sentence(found.checked)
    return _(FAILS if found.fails else ANSWERS, mapping={"when": when})
