"""What the demonstration's archivists have: a withdrawn post, a package and a snapshot."""

from datetime import UTC, datetime, timedelta
from time import time

from plone import api

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.archive.packages.orders import OrderInput, order_package
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.core.feeds.model import Entry, entry_values
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.mails import send_withdrawal_mail

ARCHIVIST = "arkivarie"
BLOG, PACKED = "kulturforvaltningen/kulturbloggen", "kulturforvaltningen/kulturen-pa-instagram"
TITLE = "Lördagens barnteater är inställd"
SAID = (
    "<p>Föreställningen i Lokstallet på lördag är inställd. Biljetterna löses in i receptionen.</p>"
)


def add_record(hub):
    """The worker makes the package as soon as it runs."""
    withdraw(hub, hub.unrestrictedTraverse(BLOG))
    packed, last = hub.unrestrictedTraverse(PACKED), today()
    with api.env.adopt_user(ARCHIVIST):
        first = (last - timedelta(days=365)).isoformat()
        order_package(hub, OrderInput(packed.UID(), first, last.isoformat()))
        take_snapshot(packed)


def withdraw(hub, blog):
    """A post was there for four days, and its source took it away: why, nobody has said yet."""
    facts, timeline, now = facts_of(blog), timeline_of(hub), int(time())
    link = f"{blog.profile_url.rstrip('/')}/barnteater-installd/"
    published = datetime.now(UTC) - timedelta(days=6)
    post = Entry(keys=(link,), link=link, title=TITLE, html=SAID, published=published)
    store_document(timeline, facts.uid, [entry_values(post)], now=now - 6 * DAY)
    gone = store_document(timeline, facts.uid, [], now=now - 2 * DAY, deleted=[link]).withdrawn
    post_acts.note_act(hub, "withdraw", gone, now=now - 2 * DAY)
    send_withdrawal_mail(hub, facts, gone, now - 2 * DAY)
