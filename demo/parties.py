"""The demonstration's parties in the council: content/parties.toml, by the calendar's terms."""

import tomllib
from datetime import timedelta

from plone import api

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.public.partyblogs.fields import term_of
from partyposts import FILE, address


def add_parties(hub, feeds=""):
    """All of them, on the hub's shelf; with the address of who serves their feeds, those, too."""
    for data in tomllib.loads(FILE.read_text("utf-8"))["party"]:
        first, last = _term(data.pop("terms_ago", 0))
        path = address(data)
        if feeds and path:
            data["feed"] = f"{feeds}{path}"
        data.pop("post", None)
        api.content.create(hub, "CouncilParty", term_from=first, term_to=last, **data)


def _term(ago):
    """The present term, or one of those before."""
    first, last = term_of(today())
    for _each in range(ago):
        first, last = term_of(first - timedelta(days=1))
    return first, last
