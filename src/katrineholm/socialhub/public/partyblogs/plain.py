"""The shelf and a party's page as plain values, made of their own views."""

from ... import _
from ...site.forms.plain import fact, link, said
from .page import LEAD, PartiesView, PartyView

NO_LINK = _("The party has given no link.")
NO_PARTY = _("No party has been added for the present term.")


def page(view: PartiesView) -> dict:
    """The shelf, in its order; every address is one that Classic UI knows."""
    cards, url = view.cards(), view.context.absolute_url()
    links = [
        link(f"{url}/++add++CouncilParty", _("Add a party")),
        link(f"{url}/@@new-council", _("Parties of a new council")),
    ]
    return {
        "url": view.url,
        "title": view.title,
        "lead": LEAD,
        "order": view.order() if cards else "",
        "empty": "" if cards else NO_PARTY,
        "parties": [plain(card, view.may_manage) for card in cards],
        "posts": _posts(view),
        "others": [
            {
                "id": part["id"],
                "title": part["title"],
                "items": [plain(card, True) | {"propose": None} for card in part["cards"]],
            }
            for part in view.others()
        ],
        "office": links if view.may_manage else [],
    }


def party(view: PartyView) -> dict:
    """A party's own page; ``party`` is None where it does not sit, but for the office."""
    card, may_manage = view.card, view.may_manage
    return {
        "title": card["title"],
        "url": card["url"],
        "party": plain(card, may_manage) if card["sits"] or may_manage else None,
        "texts": _texts(card),
        "facts": [each for each in _facts(view) if each["values"]] if may_manage else [],
        "links": _links(view),
    }


def plain(card: dict, may_manage: bool) -> dict:
    """A party of the shelf: the same form for each of them."""
    seats = {"number": card["seats"]}
    return {
        "id": card["id"],
        "@id": card["url"],
        "title": card["title"],
        "abbreviation": card["abbreviation"],
        "seats": "" if card["seats"] is None else _("Seats: ${number}", mapping=seats),
        "link": _link(card),
        "no_link": "" if card["link"] else NO_LINK,
        "term": _term(card),
        "propose": link(f"{card['url']}/@@propose-change", _("Propose a change")),
        "edit": link(f"{card['url']}/edit", _("Edit")) if may_manage else None,
    }


def _link(card):
    found = link(card["link"], card["link_text"])
    return found and found | {"host": card["host"]}


def _term(card):
    days = {"first": card["term_from"], "last": card["term_to"]}
    return _("In the council ${first} to ${last}", mapping=days)


def _posts(view):
    found = view.posts()
    return found and {
        "title": _("Latest from the parties' own sites"),
        "text": _(
            "Each party answers for what it writes. It is not the municipality's and not a part of "
            "its stream; each party has room for as many."
        ),
        "parties": [
            plain(each, False) | {"posts": [_post(post) for post in each["posts"]]}
            for each in found
        ],
    }


def _post(post):
    when = {"iso": post["date"], "text": post["day"]} if post["date"] else None
    return {
        "@id": post["link"],
        "title": post["title"],
        "language": post["lang"],
        "when": when,
    }


def _texts(card):
    sits = [] if card["sits"] else [_("The party is not in the council at present.")]
    answers = _(
        "The party answers for its content, which is neither the municipality's nor a part of its "
        "official channels."
    )
    return [*sits, _term(card), answers]


def _facts(view):
    party, seats = view.context, view.context.seats
    yield fact(_("Seats in the council"), said("–" if seats is None else str(seats)))
    yield fact(_("The party's feed"), said(party.feed, party.feed), said(view.problem()))
    email = party.contact_email
    yield fact(_("The party's contact"), said(party.contact_name), said(email, f"mailto:{email}"))


def _links(view):
    all_of_them = link(view.shelf(), _("All parties in the council"))
    url = f"{view.card['url']}/@@propose-change"
    propose = [] if view.card["over"] else [link(url, _("Propose a change"))]
    return [all_of_them, *propose]
