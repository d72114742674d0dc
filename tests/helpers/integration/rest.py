"""A small site with something of everything, which services are asked of."""

from datetime import UTC, datetime

from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import office_group
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS, REGISTRARS
from katrineholm.socialhub.inbox.steps.routing import receive_messages

PASSWORD = "correct-horse-battery"
GROUPS = {"office": office_group.OFFICE, "registrar": REGISTRARS, "archivist": ARCHIVISTS}


def make(portal, make_channel, keep):
    hub, people = portal.hub, {"responsible": "responsible", "purpose": "Berätta om kultur"}
    for who, group in GROUPS.items():
        api.user.create(f"{who}@example.se", who, PASSWORD)
        api.group.add_user(groupname=group, username=who)
    channel = make_channel("bloggen", title="Bloggen", kind="blog", dialogue=True, **people)
    make_channel("draft", state="draft", title="Utkastet", feed_url="http://127.0.0.1:9/rss")
    with api.env.adopt_user(SITE_OWNER_NAME):
        address = "https://www.facebook.com/katrineholm"
        facts = {"title": "Kommunen", "profile_url": address, "official_page": True}
        put(api.content.create(hub.kultur, "FacebookPlace", "sidan", **facts), "official")
        facts = {"title": "Partiet", "abbreviation": "P", "link": "https://partiet.example.se/"}
        api.content.create(hub, "CouncilParty", "partiet", **facts)
    then = datetime(2026, 5, 4, 10, tzinfo=UTC)
    entry = keep(channel, title="Sommarlov", html="<p>Snart!</p>", published=then)
    timeline = timeline_of(hub)
    said = {**timeline.get(entry), "html": "<p>Sommar!</p>", "summary": "Sommar!"}
    store_document(timeline, channel.UID(), [said], now=1_790_000_000)
    api.portal.set_registry_record("katrineholm.socialhub.show_versions", True)
    receive_messages(
        hub,
        [IncomingMessage("test:1", channel.UID(), captured_content("Hej", how="typed", at=0))],
        now=0,
    )
    return {"<entry>": entry, "<channel>": channel.UID()}
