"""The serializers of the parties' pages, for Classic UI and Volto."""

from urllib.parse import urlsplit

from plone import api
from Products.Five import BrowserView
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.times import formatted_date, local_date, today
from ...site.pages.page_values import fact_row, fact_value, link
from ...site.settings.registry import setting
from ...site.settings.vocabularies import ORDER_TITLES
from .parties import (
    PartyFacts,
    coming_parties,
    past_parties,
    sitting_parties,
)
from .party_feeds import Post, parties_with_posts

NO_LINK = _("The party has given no link.")
NO_PARTY = _("No party has been added for the present term.")
POSTS = _("Below a party's link is the latest from its own site; each party has room for as many.")
ALL = _("All parties in the council")
NEW_COUNCIL = _("Parties of a new council")


def parties_page(view: BrowserView) -> dict:
    """Return a ``PartiesView`` as plain values, with the URLs of Classic UI."""
    hub, url, may_manage = view.context, view.context.absolute_url(), view.may_manage
    sitting = sitting_parties(hub)
    posts = {party.id: found for party, found in parties_with_posts(hub, sitting)}
    parties = [
        party_card(each, view.request, may_manage)
        | {"posts": [_post(post) for post in posts.get(each.id, ())]}
        for each in sitting
    ]
    links = [
        link(f"{url}/++add++CouncilParty", _("Add a party")),
        link(f"{url}/@@new-council", NEW_COUNCIL),
    ]
    return {
        "url": view.url,
        "title": view.title,
        "lead": view.lead,
        "order": ORDER_TITLES[setting("party_order")] if parties else "",
        "text": POSTS if posts else "",
        "empty": "" if parties else NO_PARTY,
        "parties": parties,
        "others": [*_others(view)] if may_manage else [],
        "office": links if may_manage else [],
    }


def party_page(view: BrowserView) -> dict:
    """Return a party's own page; the card of a party that does not sit is for the office only."""
    facts, may_manage = view.facts, view.may_manage
    is_over = facts.term_to < today().isoformat()
    is_shown = facts.sits(today()) or may_manage
    return {
        "title": view.title,
        "url": view.url,
        "party": party_card(facts, view.request, may_manage) if is_shown else None,
        "texts": _texts(facts),
        "facts": [each for each in _facts(view) if each["values"]] if may_manage else [],
        "links": [link(view.all_parties_url(), ALL), *([] if is_over else [_propose(view.url)])],
    }


def party_card(party: PartyFacts, request: HTTPRequest, may_manage: bool = False) -> dict:
    """Return a party's card, which has the same keys for all parties."""
    url, party_link = request.physicalPathToURL(party.path), link(party.link, party.link_text)
    host = (urlsplit(party.link).hostname or "").removeprefix("www.")
    is_counted = setting("party_order") == "seats" and party.seats is not None
    return {
        "id": party.id,
        "@id": url,
        "title": party.title,
        "abbreviation": party.abbreviation,
        "seats": _("Seats: ${number}", mapping={"number": party.seats}) if is_counted else "",
        "link": party_link and party_link | {"host": host},
        "no_link": "" if party.link else NO_LINK,
        "term": _term(party),
        "propose": _propose(url),
        "edit": link(f"{url}/edit", _("Edit")) if may_manage else None,
    }


def _term(party):
    days = {"first": formatted_date(party.term_from), "last": formatted_date(party.term_to)}
    return _("In the council ${first} to ${last}", mapping=days)


def _propose(url):
    return link(f"{url}/@@propose-change", _("Propose a change"))


def _others(view):
    parts = (
        ("coming", _("Not in the council yet"), coming_parties(view.context)),
        ("past", _("No longer in the council"), past_parties(view.context)),
    )
    for id, title, parties in parts:
        if parties:
            items = [party_card(each, view.request, True) | {"propose": None} for each in parties]
            yield {"id": id, "title": title, "items": items}


def _post(post: Post):
    date = "" if post.published is None else local_date(post.published).isoformat()
    return {
        "@id": post.link,
        "title": post.title,
        "language": post.language or api.portal.get_default_language(),
        "when": {"iso": date, "text": formatted_date(date)} if date else None,
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
    yield fact_row(_("Seats in the council"), fact_value("–" if seats is None else str(seats)))
    yield fact_row(
        _("The party's feed"), fact_value(party.feed, party.feed), fact_value(view.problem())
    )
    email = party.contact_email
    yield fact_row(
        _("The party's contact"),
        fact_value(party.contact_name),
        fact_value(email, f"mailto:{email}"),
    )
