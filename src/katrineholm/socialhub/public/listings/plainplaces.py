"""The serializer of the pages of a hub, an administration and a channel.

``site.forms.plain`` has the parts that all such pages share.
"""

from plone import api
from plone.app.layout.globals.interfaces import IViewView
from Products.Five import BrowserView
from zope.component import getMultiAdapter, queryMultiAdapter
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels.interfaces import IWays
from ...accounts.channels.otherwise import easy, lead
from ...site.caching.memory import FRESH, Shelf, addresses, sight, written
from ...site.forms.plain import contact, fact, link, said, sentence
from ...site.settings.registry import setting
from .interfaces import IMoreOfPlace
from .plaincards import OFFICIAL
from .plainstream import stream

STATES = {
    "official": OFFICIAL,
    "paused": _("Official channel of the municipality, paused at present"),
    "closed": _("No longer a channel of the municipality"),
    "reported": _("Not an official channel yet"),
    "draft": _("Not an official channel yet"),
}
RESTS = _("This channel is paused: no new entries are shown here for the time being.")
LEFT = _("This channel is no longer the municipality's.")
LEFT_SINCE = _(
    "This channel is no longer the municipality's since ${day}. What is published in the account "
    "after that day does not come from us."
)
WAYS = Shelf(64)
CLOSED = _("No longer ours, since ${day}")
PAUSED = _("Paused at present")
DIALOGUE = {
    True: _("You can comment or answer. The municipality's guidelines for social media apply."),
    False: _("You cannot answer here. The municipality's guidelines for its web site apply."),
}


def page(view: BrowserView) -> dict:
    """Return the complete page of a ``StreamView``."""
    return view.page | {"stream": stream(view) if view.is_retrieved() else None}


def around(view: BrowserView) -> dict:
    """Return the page without its stream, which Classic UI caches as HTML."""
    parts: dict = dict.fromkeys(("ways", "contact", "channels", "about", "place", "write"))
    if more := queryMultiAdapter((view.context, view.request), IMoreOfPlace):
        parts |= more()
    return {
        "title": view.title,
        "heading": view.title_value,
        "url": view.url,
        "lead": lead(view.context),
        "easy": _easy(view),
        "held": _held(view),
        **parts,
        **view.parts(),
    }


def _easy(view):
    text = easy(view.context)
    return {"title": _("In easy Swedish"), "text": text} if text else None


def _held(view):
    held = {"number": view.held()}
    title = _("Entries that wait to be reviewed: ${number}", mapping=held)
    return link(f"{view.base}/@@held-entries", title) if held["number"] else None


def ways_of(view: BrowserView) -> dict:
    """Return the shortcuts above the stream, cached until anything is written."""
    place = view.base, addresses(view.request), api.portal.get_current_language()
    key = place, sight(), written(view.context, FRESH)
    return {"title": _("Ways in"), "items": WAYS.get(key, lambda: _row(view))}


def _row(view):
    """Return the links of all viewlets in the row."""
    alsoProvides(view, IViewView)  # as the template does
    around = view.context, view.request, view
    row = getMultiAdapter(around, IWays, name="socialhub.ways")
    row.update()
    return [each for viewlet in row.viewlets for each in viewlet.links()]


def write_of(view: BrowserView) -> dict:
    """Return the section on how to write to the information office."""
    email, hub_url = setting("office_email"), view.base
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


def contact_of(view: BrowserView) -> dict | None:
    """Return an administration's official e-mail and phone (guideline G2), or None."""
    facts = contact(view.context.email, view.context.phone)
    return {"title": _("Contact"), "facts": facts} if facts else None


def channels_of(view: BrowserView) -> dict | None:
    """Return an administration's channels, or None."""
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


def about_of(view: BrowserView) -> dict:
    """Return the facts about a channel that a visitor is entitled to."""
    about = view.about()
    return {
        "title": _("About this channel"),
        "icon": about["sign"],
        "kind": about["icon"],
        "state": about["state"],
        "status": STATES[about["state"]],
        "notice": _notice(about),
        "facts": [each for each in _facts(about) if each["values"]],
        "html": api.content.get_view("about-text", view.context, view.request)(),
    }


def _notice(about) -> dict | None:
    """Return the notice of a paused or closed channel, which comes first."""
    if about["state"] == "paused":
        return {"text": RESTS, "look": "info"}
    if about["state"] != "closed":
        return None
    since = about["closed_on"]
    return {"text": _(LEFT_SINCE, mapping={"day": since}) if since else LEFT, "look": "warning"}


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
    dialogue = None if is_closed else said(DIALOGUE[bool(about["dialogue"])])
    yield fact(_("Dialogue"), dialogue) | {"look": "socialhub-dialogue"}


def _reached(about):
    if about["report"]:
        yield said(_("Contact the person responsible"), about["contact"])
        yield said(_("Report an improper comment"), about["report"])
    elif about["reach"]:
        yield said(_("Ask about the channel"), about["reach"])
