"""The demonstration's posts that were written in by hand, on services that give no feed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from plone import api

from channels import OFFICER
from content import by_hand
from katrineholm.socialhub.archive.record.entry_masks import mask_entry
from katrineholm.socialhub.public.posting.entry_storage import change_entry, create_entry
from katrineholm.socialhub.public.posting.submission import UploadedPicture

PICTURES = Path(__file__).with_name("pictures")


def add_entries(hub, editors):
    """Write the entries in, each as its administration's editor or the information office.

    The office masks what somebody has asked not to be named in.
    """
    for channel_id, posts in by_hand().items():
        brain = api.content.find(hub, id=channel_id, portal_type="Channel", unrestricted=True)[0]
        channel = brain._unrestrictedGetObject()
        with api.env.adopt_user(editors(channel)):
            written = [(_written(channel, post), post) for post in reversed(posts)]
        with api.env.adopt_user(OFFICER):
            for entry_id, post in written:
                if "mask" in post:
                    mask_entry(hub, entry_id, post["mask"], [], post["reason"])


def _written(channel, post):
    """An entry's id; one with ``before`` said that at first, and was put right."""
    at_first = fields(post)
    if "before" not in post:
        return create_entry(channel, at_first)[0]
    entry_id, _done = create_entry(channel, at_first | {"text": post["before"]})
    change_entry(channel, entry_id, {"text": at_first["text"]})
    return entry_id


def fields(post):
    """A post as the form hands it in."""
    when = datetime.now(UTC) - timedelta(days=post["days"], hours=2)
    found = {"link": post["link"], "text": post["text"].strip(), "published": when.isoformat()}
    if "picture" in post:
        data = (PICTURES / f"{post['picture']}.jpg").read_bytes()
        found["pictures"] = [UploadedPicture(post["alt"], data=data)]
    return found
