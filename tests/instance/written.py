"""A site for many who write at once, with as many channels as a municipality has."""

from plain import plain_site
from plone import api

from katrineholm.socialhub.accounts.lifecycle.steps import set_state

PEOPLE = {"responsible": "Anna <anna@example.se>", "substitute": "Bert <bert@example.se>"}
REACHED = {"email": "kultur@example.se", "phone": "0150-570 00"}


def make(port, *feeds, **fields):
    """The site, in this folder's database: its mail server's port, and its feeds' addresses.

    Their channels have these fields, too.
    """
    with plain_site() as site:
        site.getPhysicalRoot().acl_users.userFolderAddUser("admin", "admin", ["Manager"], [])
        api.portal.set_registry_record("plone.smtp_host", "127.0.0.1")
        api.portal.set_registry_record("plone.smtp_port", int(port))
        api.portal.set_registry_record("plone.email_from_address", "kommun@example.se")
        hub = api.content.create(site, "SocialHub", "hub", title="Hub")
        api.content.transition(hub, "publish")
        _fill(_administrations(hub), feeds, fields)


def _administrations(hub):
    """Some of them; the last is the one that has channels."""
    for id in (*(f"forvaltning-{number}" for number in range(3)), "kultur"):
        made = api.content.create(hub, "Administration", id, title=id.title(), **REACHED)
        api.content.transition(made, "publish")
    return made


def _fill(administration, feeds, fields):
    for number, feed_url in enumerate(feeds):
        address = f"https://kanal-{number}.example.se/"
        own = {"title": f"Kanal {number}", "profile_url": address, "feed_url": feed_url}
        set_state(_channel(administration, f"kanal-{number}", **own, **fields), "official")
    # With the words that others will have, too: Plone's text index keeps a word that few have in
    # one piece, which all who use it would write.
    for number in range(12):
        fields = {"profile_url": f"https://gammal-{number}.example.se/", "purpose": "Berätta"}
        words = {"title": f"Ny gammal {number}", "description": "Ändrad"}
        _channel(administration, f"gammal-{number}", **words, **fields)


def _channel(administration, id, **fields):
    return api.content.create(administration, "Channel", id, **fields, **PEOPLE)
