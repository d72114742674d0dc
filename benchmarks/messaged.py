"""Let messages come in, many and fast: ``python messaged.py 1000`` in an instance.

They are kept by the store itself, as everywhere, but nobody is told of them. Two of three are
closed; the others wait, some of them late.
"""

import logging
import sys

import said
import transaction
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from Zope2 import app as open_application
from Zope2.Startup.run import configure_wsgi

from katrineholm.socialhub.accounts.channels.facts import all_channels
from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage, messages_of

SITE, HUB = "katrineholm", "sociala-medier"
AT_ONCE = 1000
BEGAN = 1_700_000_000
ROLES = ("system", "responsible")
NO = dict.fromkeys(("addressed", "answer_due", "case", "secret"), False)
NO_RULE = {"question": "rules", "answer": False}


def main(last: int) -> None:
    """Messages 1 to ``last``, in turns to all channels."""
    logging.disable(logging.WARNING)
    configure_wsgi("etc/offline.conf")
    app = makerequest(open_application())
    setRequest(app.REQUEST)
    setSite(app[SITE])
    hub = app[SITE][HUB]
    channels = [facts.uid for facts in all_channels(hub)]
    for number in range(last):
        come_in(messages_of(hub), channels[number % len(channels)], number)
        if number % AT_ONCE == AT_ONCE - 1:
            messages_of(hub).append_queued_lines(BEGAN + number)
            transaction.commit()
            app._p_jar.cacheGC()
    messages_of(hub).append_queued_lines(BEGAN + last)
    transaction.commit()
    app._p_jar.db().close()


def come_in(messages, channel: str, number: int) -> None:
    """One message, assessed and perhaps closed."""
    now = BEGAN + number
    told = captured_content(
        said.text(number),
        how="typed",
        at=now,
        sender=said.sender(number),
        permalink=f"https://social.example.se/a/{number % 100}/{number}",
    )
    made = messages.receive(IncomingMessage(f"bench:{number}", channel, told), now=now)
    messages.take(made, "assess", who="", roles=ROLES, given={}, now=now)
    messages.wait(made, "", now + 86_400, why="office", now=now)
    if number % 3:
        messages.state_facts(made, NO, who="", now=now, answered=NO_RULE)
        messages.take(made, "close", who="", roles=ROLES, given={"outcome": "Läst"}, now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]))
