"""What the tests of ``public/register`` have in common."""

import re
from html import unescape


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
