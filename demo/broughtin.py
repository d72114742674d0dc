"""The demonstration's download: what Instagram would hand the account's owner, brought in."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

from plone import api

from content import download
from katrineholm.socialhub.core.sources.download_files import Upload
from katrineholm.socialhub.public.posting.download_import import import_download

PICTURES = Path(__file__).with_name("pictures")


def add_download(hub, editors):
    """Bring each channel's download in, as its administration's editor."""
    for channel_id, posts in download().items():
        brain = api.content.find(hub, id=channel_id, portal_type="Channel", unrestricted=True)[0]
        channel = brain._unrestrictedGetObject()
        with api.env.adopt_user(editors(channel)):
            import_download(channel, [zipped(posts)], record_only=False)


def zipped(posts):
    """The ZIP file, its letters torn as Instagram tears them, and a talk that is never read."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        told = [_labelled(post) for post in posts]
        archive.writestr("your_instagram_activity/media/posts.json", json.dumps(told))
        archive.writestr("your_instagram_activity/messages/inbox/en_1/message_1.json", "[]")
        for post in posts:
            picture = PICTURES / f"{post['picture']}.jpg"
            archive.write(picture, f"media/posts/{picture.name}")
    return Upload("instagram-kulturen.zip", out)


def _labelled(post):
    """A post in the newer shape, its labels in the account's language."""
    when = int((datetime.now(UTC) - timedelta(days=post["days"], hours=2)).timestamp())
    picture = {"uri": f"media/posts/{post['picture']}.jpg", "creation_timestamp": when}
    labels = [
        {"label": "Bildtext", "value": _torn(" ".join(post["text"].split()))},
        {"label": "Medier", "media": [picture]},
    ]
    if "link" in post:
        labels.append({"label": "Webbadress", "value": post["link"], "href": post["link"]})
    return {"timestamp": when, "media": [], "label_values": labels}


def _torn(text):
    return text.encode().decode("latin-1")
