"""Whom a message may be passed on to."""

from ...accounts.duties.held import holders
from ...accounts.people.choices import members


def people(hub) -> list[dict]:
    """``id`` (what is written in the form) and ``name``: whoever holds a duty here and can log in.

    Those who may list the site's members get these, too.
    """
    found = {
        each.text: each.person.name
        for each in holders(hub)
        if each.person.member and not each.person.gone
    }
    found |= {each["id"]: each["name"] for each in members()}
    return [{"id": id, "name": found[id]} for id in sorted(found, key=str.lower)]
