"""What is stored of reports and entries: ``python stored.py SITE``, by the folder's ``zope.conf``.

The answer is JSON: how often a report's text is there, and, by channel, an entry's title.
"""

import json
import sys
from collections import Counter

from katrineholm.socialhub.console.site import open_site
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.inbox.intake.public_submissions import message_reports


def reports(hub):
    numbers = messages_of(hub).root["messages"]
    return Counter(each["text"] for number in numbers for each in message_reports(hub, number))


def titles(hub, channel):
    entries = all_entries(timeline_of(hub), channel.UID())
    return Counter(each["title"] for each in entries)


if __name__ == "__main__":
    with open_site("zope.conf", sys.argv[1]) as site:
        channels = {each.getId(): titles(site.hub, each) for each in site.hub.kultur.objectValues()}
        print(json.dumps({"reports": reports(site.hub), "entries": channels}))
