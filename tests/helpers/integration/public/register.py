"""What the tests of ``public/register`` have in common."""

import json
import re
from html import unescape

from katrineholm.socialhub.public.register.verdict import verify


def api_url(register):
    return register.hub.absolute_url().replace("/plone/", "/plone/++api++/")


def told(answer):
    """The words of each row, cell by cell."""
    body = re.search("<tbody>(.*?)</tbody>", answer.text, re.DOTALL)
    rows = re.findall("<tr.*?</tr>", body[1], re.DOTALL) if body else []
    return [[words(cell) for cell in re.findall("<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


def words(html):
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def titles(answer):
    return [row[0] for row in told(answer)]


def account(server, *links, id="1099"):
    fields = [{"name": "Webb", "value": link, "verified_at": None} for link in links]
    told = {"id": id, "acct": "katrineholm", "fields": fields}
    server.says("/api/v1/accounts/lookup?acct=katrineholm", json.dumps(told).encode())


def answer(hub, text):
    """The status, and the ids of the channels that the answer rests on."""
    verdict = verify(hub, text)
    return verdict.status, [facts.path.rpartition("/")[2] for facts in verdict.channels]
