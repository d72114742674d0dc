"""The demonstration's own web site among those that the worker reads."""

from time import time

from channels import OFFICER
from katrineholm.socialhub.public.register.found_accounts import (
    OwnSite,
    own_sites,
    remove_site,
    store_site,
)
from ownsite import HOST, START


def list_site(hub, feeds):
    """List the site where the feed server is now, and no longer where it was."""
    url = feeds.replace("127.0.0.1", HOST) + START
    for site in own_sites(hub):
        if site.url.endswith(START) and site.url != url:
            remove_site(hub, site.url, int(time()))
    if url not in {each.url for each in own_sites(hub)}:
        store_site(hub, OwnSite(url, OFFICER, int(time())))
