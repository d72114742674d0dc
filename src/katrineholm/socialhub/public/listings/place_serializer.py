"""The serializer of the pages of a hub, an administration and a channel."""

from plone import api
from plone.app.layout.globals.interfaces import IViewView
from Products.Five import BrowserView
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels.channel_names import account_name, is_site, service_icon
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.interfaces import IWays
from ...accounts.channels.otherwise import easy_swedish, lead_text
from ...accounts.channels.times import formatted_date
from ...site.pages.cache import FRESH, LruCache, url_key, visibility_key, write_key
from ...site.pages.languages import translated_title
from ...site.pages.page_values import contact_facts, fact_row, fact_value, link, sentence_parts
from ...site.settings.registry import setting
from ...site.settings.titles import service_title
from .card_serializer import OFFICIAL
from .cards import reply_urls
from .stream_serializer import serialize_stream, subscribe_ways

STATES = {
    "official": OFFICIAL,
    "paused": _("Official channel of the municipality, paused at present"),
    "closed": _("No longer a channel of the municipality"),
    "reported": _("Not an official channel yet"),
    "draft": _("Not an official channel yet"),
}
PAUSED_NOTICE = _("This channel is paused: no new entries are shown here for the time being.")
CLOSED_NOTICE = _("This channel is no longer the municipality's.")
CLOSED_SINCE_NOTICE = _(
    "This channel is no longer the municipality's since ${day}. What is published in the account "
    "after that day does not come from us."
)
SHORTCUTS = LruCache(64)
CLOSED = _("No longer ours, since ${day}")
PAUSED = _("Paused at present")
DIALOGUE = {
    True: _("You can comment or answer. The municipality's guidelines for social media apply."),
    False: _("You cannot answer here. The municipality's guidelines for its web site apply."),
}


def serialize_place(view: BrowserView) -> dict:
    """Return the page of a hub, an administration or a channel, including its stream."""
    return view.page | {"stream": serialize_stream(view) if view.is_retrieved() else None}


def serialize_frame(view: BrowserView) -> dict:
    """Return the page without its stream, because Classic UI caches the stream as HTML."""
    easy, number = easy_swedish(view.context) or None, view.waiting_count()
    held = _("Entries that wait to be reviewed: ${number}", mapping={"number": number})
    return {
        "title": view.title,
        "heading": view.title_value,
        "url": view.url,
        "lead": lead_text(view.context),
        "easy": easy and {"title": _("In easy Swedish"), "text": easy},
        "held": link(number and f"{view.base}/@@held-entries", held),
        **dict.fromkeys(("ways", "contact", "channels", "about", "place", "write")),
        **view.parts(),
    }


def shortcuts(view: BrowserView) -> dict:
    """Return the section with links to other pages of a hub."""
    place = view.base, url_key(view.request), api.portal.get_current_language()
    key = place, visibility_key(), write_key(view.context, FRESH)
    return {"title": _("Ways in"), "items": SHORTCUTS.get(key, lambda: _row(view))}


def _row(view):
    alsoProvides(view, IViewView)  # as the template does
    around = view.context, view.request, view
    row = getMultiAdapter(around, IWays, name="socialhub.ways")
    row.update()
    return [each for viewlet in row.viewlets for each in viewlet.links()]


def write_section(view: BrowserView) -> dict:
    """Return the section on how to write to the information office."""
    email, hub_url = setting("office_email"), view.base
    other = _("In other matters, write to ${email}.")
    return {
        "title": _("Write to us"),
        "text": _(
            "Do you want to reach the person who answers for an entry, or to report a comment? "
            "Open the entry or its channel: the links are there."
        ),
        "other": sentence_parts(other, email=link(f"mailto:{email}", email)) if email else [],
        "links": [
            link(f"{hub_url}/@@messages-help", _("How incoming messages are handled")),
            link(f"{hub_url}/@@ask-record", _("Ask for a public record")),
            link(f"{hub_url}/@@personal-data", _("Personal data")),
        ],
    }


def contact_section(view: BrowserView) -> dict | None:
    facts = contact_facts(view.context.email, view.context.phone)
    return {"title": _("Contact"), "facts": facts} if facts else None


def channels_section(view: BrowserView) -> dict | None:
    items = [_channel(facts, view) for facts in view.channels()]
    return {"title": _("Channels"), "items": items} if items else None


def _channel(facts, view):
    status = {
        "closed": _(CLOSED, mapping={"day": formatted_date(facts.closed_on)}),
        "paused": PAUSED,
    }
    return {
        "@id": view.request.physicalPathToURL(facts.path),
        "title": facts.title,
        "service": service_title(facts.platform),
        "icon": service_icon(facts.platform, facts.kind),
        "kind": facts.kind,
        "state": facts.state,
        "status": status.get(facts.state, ""),
    }


def about_section(view: BrowserView) -> dict:
    """Return the section with the facts that visitors are entitled to (G0d, G2, G7)."""
    facts = view.facts
    return {
        "title": _("About this channel"),
        "icon": service_icon(facts.platform, facts.kind),
        "kind": facts.kind,
        "state": facts.state,
        "status": STATES[facts.state],
        "notice": _notice(facts),
        "follow": follow_links(facts, view),
        "summary": _("Who answers, contact and rules"),
        "open": not view.is_retrieved(),
        "facts": [each for each in _facts(facts, view) if each["values"]],
        "html": api.content.get_view("about-text", view.context, view.request)(),
    }


def follow_links(facts: ChannelFacts, view: BrowserView) -> list[dict]:
    """Return the ways to follow a channel, its account first; a place on Facebook has its own."""
    if not facts.speaks or not view.is_retrieved():
        return []
    service = {"service": service_title(facts.platform)}
    follow = _("Follow on ${service}", mapping=service)
    title = _("Go to the web site") if is_site(facts) else follow
    return [link(facts.profile_url, title), *subscribe_ways(view)]


def _notice(facts) -> dict | None:
    if facts.state == "paused":
        return {"text": PAUSED_NOTICE, "look": "info"}
    if facts.state != "closed":
        return None
    since = formatted_date(facts.closed_on)
    return {
        "text": _(CLOSED_SINCE_NOTICE, mapping={"day": since}) if since else CLOSED_NOTICE,
        "look": "warning",
    }


def _facts(facts, view):
    is_closed, owner = facts.state == "closed", translated_title(facts.administration)
    owner_url = view.request.physicalPathToURL(facts.administration.path)
    account = fact_value(account_name(facts), None if is_closed else facts.profile_url)
    service = fact_value(service_title(facts.platform))
    yield fact_row(_("Administration"), fact_value(owner["text"], owner_url, owner["language"]))
    yield fact_row(_("Service"), service, fact_value(view.kind_title))
    yield fact_row(_("Account"), account)
    yield fact_row(_("Official since"), fact_value(formatted_date(facts.official_since)))
    yield fact_row(_("Closed on"), fact_value(formatted_date(facts.closed_on)))
    yield from contact_facts(facts.contact["email"], facts.contact["phone"])
    yield fact_row(_("Reach the person responsible"), *_reply_links(facts, view.request))
    dialogue = None if is_closed else fact_value(DIALOGUE[bool(facts.dialogue)])
    yield fact_row(_("Dialogue"), dialogue) | {"look": "socialhub-dialogue"}


def _reply_links(facts, request):
    report, answer = reply_urls(facts, request)
    email = facts.contact["email"]
    if report:
        yield fact_value(_("Contact the person responsible"), answer)
        yield fact_value(_("Report an improper comment"), report)
    elif reach := facts.contact["url"] or (email and f"mailto:{email}"):
        yield fact_value(_("Ask about the channel"), reach)
