"""The serializer of the parties' pages, for Classic UI and Volto."""

from urllib.parse import urlsplit

from plone import api
from Products.Five import BrowserView
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.moments import date_of, day, today
from ...site.forms.plain import fact, link, said
from .feeds import Post, shown
from .shelf import ORDER_TITLES, PartyFacts, coming, on_shelf, past, rule

NO_LINK = _("The party has given no link.")
NO_PARTY = _("No party has been added for the present term.")
ALL = _("All parties in the council")
NEW_COUNCIL = _("Parties of a new council")


def shelf(view: BrowserView) -> dict:
    """Return the page of a ``PartiesView``; all URLs are those of Classic UI."""
    hub, url, may_manage = view.context, view.context.absolute_url(), view.may_manage
    parties = [card(each, view.request, may_manage) for each in on_shelf(hub)]
    links = [
        link(f"{url}/++add++CouncilParty", _("Add a party")),
        link(f"{url}/@@new-council", NEW_COUNCIL),
    ]
    return {
        "url": view.url,
        "title": view.title,
        "lead": view.lead,
        "order": ORDER_TITLES[rule()] if parties else "",
        "empty": "" if parties else NO_PARTY,
        "parties": parties,
        "posts": _posts(view),
        "others": [*_others(view)] if may_manage else [],
        "office": links if may_manage else [],
    }


def party(view: BrowserView) -> dict:
    """Return a party's own page; its card is for the office only if the party does not sit."""
    facts, may_manage = view.facts, view.may_manage
    is_shown = facts.sits(today()) or may_manage
    return {
        "title": view.title,
        "url": view.url,
        "party": card(facts, view.request, may_manage) if is_shown else None,
        "texts": _texts(facts),
        "facts": [each for each in _facts(view) if each["values"]] if may_manage else [],
        "links": _links(view),
    }


def card(party: PartyFacts, request: HTTPRequest, may_manage: bool = False) -> dict:
    """Return a party's card, the same shape for all parties."""
    url = request.physicalPathToURL(party.path)
    is_counted = rule() == "seats" and party.seats is not None
    return {
        "id": party.id,
        "@id": url,
        "title": party.title,
        "abbreviation": party.abbreviation,
        "seats": _("Seats: ${number}", mapping={"number": party.seats}) if is_counted else "",
        "link": _link(party),
        "no_link": "" if party.link else NO_LINK,
        "term": _term(party),
        "propose": _propose(url),
        "edit": link(f"{url}/edit", _("Edit")) if may_manage else None,
    }


def _link(party):
    host = (urlsplit(party.link).hostname or "").removeprefix("www.")
    found = link(party.link, party.link_text)
    return found and found | {"host": host}


def _term(party):
    days = {"first": day(party.term_from), "last": day(party.term_to)}
    return _("In the council ${first} to ${last}", mapping=days)


def _propose(url):
    return link(f"{url}/@@propose-change", _("Propose a change"))


def _others(view):
    """Yield coming and past parties for the office, if there are any."""
    parts = (
        ("coming", _("Not in the council yet"), coming(view.context)),
        ("past", _("No longer in the council"), past(view.context)),
    )
    for id, title, parties in parts:
        if parties:
            items = [card(each, view.request, True) | {"propose": None} for each in parties]
            yield {"id": id, "title": title, "items": items}


def _posts(view):
    """Return the parties' newest posts, in the order of the parties; empty if there are none."""
    found = shown(view.context, on_shelf(view.context))
    return found and {
        "title": _("Latest from the parties' own sites"),
        "text": _(
            "Each party answers for what it writes. It is not the municipality's and not a part of "
            "its stream; each party has room for as many."
        ),
        "parties": [
            card(each, view.request) | {"posts": [_post(post) for post in posts]}
            for each, posts in found
        ],
    }


def _post(post: Post):
    date = "" if post.published is None else date_of(post.published).isoformat()
    return {
        "@id": post.link,
        "title": post.title,
        "language": post.language or api.portal.get_default_language(),
        "when": {"iso": date, "text": day(date)} if date else None,
    }


def _texts(party):
    sits = [] if party.sits(today()) else [_("The party is not in the council at present.")]
    answers = _(
        "The party answers for its content, which is neither the municipality's nor a part of its "
        "official channels."
    )
    return [*sits, _term(party), answers]


def _facts(view):
    party, seats = view.context, view.context.seats
    yield fact(_("Seats in the council"), said("–" if seats is None else str(seats)))
    yield fact(_("The party's feed"), said(party.feed, party.feed), said(view.problem()))
    email = party.contact_email
    yield fact(_("The party's contact"), said(party.contact_name), said(email, f"mailto:{email}"))


def _links(view):
    is_over = view.facts.term_to < today().isoformat()
    return [link(view.shelf(), ALL), *([] if is_over else [_propose(view.url)])]
