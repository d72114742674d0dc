"""The accounts of the demonstration's Mastodon server, one of which links back to the hub."""

import json
import os
from html import escape
from zlib import crc32

LOOKUP = "/api/v1/accounts/lookup"


def account(sources, name):
    """The source whose handle this is, with or without its @; None where nobody has it."""
    path = f"/@{name.removeprefix('@')}"
    return next((source for source in sources if source.page_path == path), None)


def described(source, base):
    """The account as Mastodon's own interface describes it, as JSON."""
    found = back(source)
    link = f'<a href="{found}" rel="nofollow noopener me" target="_blank">{found}</a>'
    checked = source.posts[-1].published.isoformat()
    told = {
        "id": str(crc32(source.id.encode())),
        "username": source.page_path.removeprefix("/@"),
        "acct": source.page_path.removeprefix("/@"),
        "display_name": source.title,
        "url": base.replace("127.0.0.1", "mastodon.localhost") + source.page_path,
        "note": f"<p>{escape(source.description)}</p>",
        "fields": [{"name": "Webb", "value": link, "verified_at": checked}] if found else [],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def links(source):
    """The account's links as they stand on its page."""
    found = back(source)
    return f'<p>Webb: <a rel="me" href="{found}">{found}</a></p>' if found else ""


def back(source):
    """The channel's page in the hub, if the account's owner has written it on the profile."""
    if not source.links_back:
        return ""
    hub = f"http://localhost:{os.environ['SITE_PORT']}/katrineholm/sociala-medier"
    return f"{hub}/{source.administration}/{source.id}"
