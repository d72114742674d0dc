"""The pages of a hub, an administration and a channel as plain values, made of their own views.

What Classic UI draws with ``hub.pt``, ``administration.pt`` and ``channel.pt``; see
``site.forms.plain`` for what all such pages share.
"""

from plone import api
from plone.app.layout.globals.interfaces import IViewView
from zope.component import getMultiAdapter, queryMultiAdapter
from zope.interface import alsoProvides

from ... import _
from ...site.caching.memory import FRESH, Shelf, addresses, sight, written
from ...site.forms.plain import contact, fact, link, links_in, said, sentence
from .interfaces import IMoreOfPlace, IWays
from .places import AdministrationView, ChannelView, HubView
from .plaincards import OFFICIAL
from .plainstream import stream
from .views import StreamView

STATES = {
    "official": OFFICIAL,
    "paused": _("Official channel of the municipality, paused at present"),
    "closed": _("No longer a channel of the municipality"),
    "reported": _("Not an official channel yet"),
    "draft": _("Not an official channel yet"),
}
WAYS = Shelf(64)
CLOSED = _("No longer ours, since ${day}")
PAUSED = _("Paused at present")
DIALOGUE = {
    True: _("You can comment or answer. The municipality's guidelines for social media apply."),
    False: _("You cannot answer here. The municipality's guidelines for its web site apply."),
}


def page(view: StreamView) -> dict:
    """The page that ``view`` shows in Classic UI."""
    parts: dict = dict.fromkeys(("ways", "contact", "channels", "about", "place", "write"))
    if isinstance(view, HubView):
        parts |= {"ways": _ways(view), "write": _write(view)}
    elif isinstance(view, AdministrationView):
        parts |= {"contact": _contact(view), "channels": _channels(view)}
    elif isinstance(view, ChannelView):
        parts |= {"about": _about(view)}
    if more := queryMultiAdapter((view.context, view.request), IMoreOfPlace):
        parts |= more()
    is_retrieved = not isinstance(view, ChannelView) or view.is_retrieved()
    return {
        "title": view.title,
        "heading": view.heading,
        "url": view.url,
        "lead": view.lead(),
        "easy": _easy(view),
        "held": _held(view),
        **parts,
        "stream": stream(view) if is_retrieved else None,
    }


def _easy(view):
    text = view.easy()
    return {"title": _("In easy Swedish"), "text": text} if text else None


def _held(view):
    held = {"number": view.held()}
    title = _("Entries that wait to be reviewed: ${number}", mapping=held)
    return link(f"{view.base}/@@held-entries", title) if held["number"] else None


def _ways(view):
    """The row above the stream, kept until anything is written."""
    told = view.base, addresses(view.request), api.portal.get_current_language()
    key = told, sight(), written(view.context, FRESH)
    return {"title": _("Ways in"), "items": WAYS.get(key, lambda: _row(view))}


def _row(view):
    """Each room puts its own links there, as viewlets."""
    alsoProvides(view, IViewView)  # as the template does
    around = view.context, view.request, view
    row = getMultiAdapter(around, IWays, name="socialhub.ways")
    row.update()
    return links_in(row.render())


def _write(view):
    email, hub_url = view.office_email(), view.base
    in_other_matters = _("In other matters, write to ${email}.")
    other = sentence(in_other_matters, email=link(f"mailto:{email}", email)) if email else []
    return {
        "title": _("Write to us"),
        "text": _(
            "Do you want to reach the person who answers for an entry, or to report a comment? "
            "Open the entry or its channel: the links are there."
        ),
        "other": other,
        "links": [
            link(f"{hub_url}/@@messages-help", _("How incoming messages are handled")),
            link(f"{hub_url}/@@personal-data", _("Personal data")),
        ],
    }


def _contact(view):
    facts = contact(**view.contact())
    return {"title": _("Contact"), "facts": facts} if facts else None


def _channels(view):
    items = [_channel(each) for each in view.channels()]
    return {"title": _("Channels"), "items": items} if items else None


def _channel(about):
    status = {"closed": _(CLOSED, mapping={"day": about["closed_on"]}), "paused": PAUSED}
    return {
        "@id": about["url"],
        "title": about["title"],
        "service": about["service"],
        "icon": about["sign"],
        "kind": about["icon"],
        "state": about["state"],
        "status": status.get(about["state"], ""),
    }


def _about(view):
    about = view.about()
    return {
        "title": _("About this channel"),
        "icon": about["sign"],
        "kind": about["icon"],
        "state": about["state"],
        "status": STATES[about["state"]],
        "facts": [each for each in _facts(about) if each["values"]],
        "html": api.content.get_view("about-text", view.context, view.request)(),
    }


def _facts(about):
    is_closed = about["state"] == "closed"
    service = said(about["service"], None if is_closed else about["profile_url"])
    owner = about["administration"], about["administration_url"], about["administration_language"]
    yield fact(_("Administration"), said(*owner))
    yield fact(_("Service"), service, said(about["kind"]))
    yield fact(_("Account"), said(about["account"]))
    yield fact(_("Official since"), said(about["official_since"]))
    yield fact(_("Closed on"), said(about["closed_on"]))
    yield from contact(about["email"], about["phone"])
    yield fact(_("Reach the person responsible"), *_reached(about))
    yield fact(_("Dialogue"), None if is_closed else said(DIALOGUE[bool(about["dialogue"])]))


def _reached(about):
    if about["report"]:
        yield said(_("Contact the person responsible"), about["contact"])
        yield said(_("Report an improper comment"), about["report"])
    elif about["reach"]:
        yield said(_("Ask about the channel"), about["reach"])
