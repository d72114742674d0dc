"""The serializer of the pages of a hub, an administration and a channel.

``site.forms.plain`` has the parts that all such pages share.
"""

from plone import api
from plone.app.layout.globals.interfaces import IViewView
from Products.Five import BrowserView
from zope.component import getMultiAdapter, queryMultiAdapter
from zope.interface import alsoProvides

from ... import _
from ...accounts.channels.called import account_name
from ...accounts.channels.icons import service_icon
from ...accounts.channels.interfaces import IWays
from ...accounts.channels.moments import day
from ...accounts.channels.otherwise import easy, lead
from ...site.caching.memory import FRESH, Shelf, addresses, sight, written
from ...site.forms.languages import title_of
from ...site.forms.plain import contact, fact, link, said, sentence
from ...site.settings.registry import setting
from ...site.settings.titles import KIND_TITLES, service_title
from .cards import ways
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
    items = [_channel(facts, view) for facts in view.channels()]
    return {"title": _("Channels"), "items": items} if items else None


def _channel(facts, view):
    status = {"closed": _(CLOSED, mapping={"day": day(facts.closed_on)}), "paused": PAUSED}
    return {
        "@id": view.request.physicalPathToURL(facts.path),
        "title": facts.title,
        "service": service_title(facts.platform),
        "icon": service_icon(facts.platform, facts.kind),
        "kind": facts.kind,
        "state": facts.state,
        "status": status.get(facts.state, ""),
    }


def about_of(view: BrowserView) -> dict:
    """Return the facts about a channel that a visitor is entitled to (guidelines G0d, G2, G7)."""
    facts = view.facts
    return {
        "title": _("About this channel"),
        "icon": service_icon(facts.platform, facts.kind),
        "kind": facts.kind,
        "state": facts.state,
        "status": STATES[facts.state],
        "notice": _notice(facts),
        "facts": [each for each in _facts(facts, view) if each["values"]],
        "html": api.content.get_view("about-text", view.context, view.request)(),
    }


def _notice(facts) -> dict | None:
    """Return the notice of a paused or closed channel, which comes first."""
    if facts.state == "paused":
        return {"text": RESTS, "look": "info"}
    if facts.state != "closed":
        return None
    since = day(facts.closed_on)
    return {"text": _(LEFT_SINCE, mapping={"day": since}) if since else LEFT, "look": "warning"}


def _facts(facts, view):
    is_closed, owner = facts.state == "closed", title_of(facts.administration)
    owner_url = view.request.physicalPathToURL(facts.administration.path)
    service = said(service_title(facts.platform), None if is_closed else facts.profile_url)
    yield fact(_("Administration"), said(owner["text"], owner_url, owner["language"]))
    yield fact(_("Service"), service, said(_kind(facts, view)))
    yield fact(_("Account"), said(account_name(facts)))
    yield fact(_("Official since"), said(day(facts.official_since)))
    yield fact(_("Closed on"), said(day(facts.closed_on)))
    yield from contact(facts.contact["email"], facts.contact["phone"])
    yield fact(_("Reach the person responsible"), *_reached(facts, view.request))
    dialogue = None if is_closed else said(DIALOGUE[bool(facts.dialogue)])
    yield fact(_("Dialogue"), dialogue) | {"look": "socialhub-dialogue"}


def _kind(facts, view):
    # Another package may name the kind of its own channels more exactly.
    kind = queryMultiAdapter((view.context, view.request), name="kind-of-channel")
    if kind is not None:
        return kind()
    return "" if facts.kind == "other" else KIND_TITLES[facts.kind]


def _reached(facts, request):
    report, answer = ways(facts, request)
    email = facts.contact["email"]
    if report:
        yield said(_("Contact the person responsible"), answer)
        yield said(_("Report an improper comment"), report)
    elif reach := facts.contact["url"] or (email and f"mailto:{email}"):
        yield said(_("Ask about the channel"), reach)
