"""Asks the list in its own process, without a web server: ``python asked.py`` in an instance."""

import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from AccessControl.SecurityManagement import newSecurityManager
from listed import SITE, address
from plone import api
from Products.ZCatalog.ZCatalog import ZCatalog
from servant import serve
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.interface import alsoProvides
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.accounts.channels.interfaces import IChannel
from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.office.board.channel_rows import board_rows
from katrineholm.socialhub.public.register.verdict import verify

ACCOUNTS = 300
SPELLINGS = (
    lambda url: url,
    lambda url: f"{url.replace('https', 'http')}/?utm_source=mail",
    lambda url: url.removeprefix("https://"),
)


def opened():
    """The hub, for an anonymous visitor with a request of the add-on's layer."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    alsoProvides(app.REQUEST, ISocialHubLayer)
    setRequest(app.REQUEST)
    setSite(app[SITE])
    return app[SITE]["sociala-medier"]


def verified(hub, listed: int, times: int, seed: int, cold: bool) -> tuple[float, dict]:
    """Milliseconds for each address, and how many were official, former and unknown.

    Both lists are asked for the same number of accounts, again and again, from all over the list;
    one in five is not on it. ``cold``: nothing is in memory before each.
    """
    numbers = random.Random(0).sample(range(listed), ACCOUNTS)
    chance, found, spent = random.Random(seed), Counter(), 0.0
    for text in [_text(chance, numbers) for _ in range(times)]:
        if cold:
            hub._p_jar.cacheMinimize()
        began = time.perf_counter()
        found[verify(hub, text).status] += 1
        spent += time.perf_counter() - began
    return 1000 * spent / times, found


def board(hub, officer: str) -> dict:
    """What the rows of the board cost a process that has nothing in memory."""
    user = api.portal.get().acl_users.getUserById(officer)
    newSecurityManager(None, user.__of__(api.portal.get().acl_users))
    connection = hub._p_jar
    connection.cacheMinimize()
    loads = connection.getTransferCounts()[0]
    found, queries = counted(lambda: board_rows(hub), ZCatalog.searchResults)
    woken = [each for _oid, each in connection._cache.lru_items() if IChannel.providedBy(each)]
    return {
        "rows": len(found),
        "queries": queries,
        "woken": len(woken),
        "loads": connection.getTransferCounts()[0] - loads,
    }


def counted(action: Callable, function: Callable) -> tuple:
    """What an action gives, and how often it has called a function."""
    calls = 0

    def look(frame, event, _argument):
        nonlocal calls
        calls += event == "call" and frame.f_code is function.__code__

    sys.setprofile(look)
    try:
        return action(), calls
    finally:
        sys.setprofile(None)


def _text(chance, numbers):
    number = chance.choice(numbers)
    url = address(number if chance.random() < 0.8 else number + 10**6)
    return chance.choice(SPELLINGS)(url)


if __name__ == "__main__":
    hub = opened()
    serve(
        {
            "verify": lambda *arguments: verified(hub, *arguments),
            "board": lambda officer: board(hub, officer),
        }
    )
