"""The link through which a contact without an account answers one message (guideline G7).

It is valid for one message, contact and step, while the message is assigned to the contact, and for
fourteen days. It contains no name; the message's log records that it was sent.
"""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

from plone import api
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.times import local_date
from ...core.messages.store import messages_of
from ...site.pages.refusals import LinkRefused
from ...site.pages.signatures import has_valid_signature, signature
from .summary import messages_url

DAYS = 14
PURPOSE = "answer"
LINK_SENT = "link-given"
SHAPE = re.compile(r"(?P<issued>[0-9]{8})-(?P<seal>[0-9a-f]{64})", re.ASCII)
ANSWER_ROLES = ("responsible", "substitute")
WRONG = _("The link is not valid. Open it as it stands in the mail, or ask for a new one.")
OLD = _("The link is too old. Ask for a new one.")
USED = _("The link has been used, or the message waits for somebody else now.")


def can_answer_by_link(hub: Container, number: int) -> bool:
    """Return whether a message's assignee may answer it by link; False if it is secret."""
    message = messages_of(hub)[number]
    state = message["state"]
    is_waiting = state["handling"] == "assessing" and message["why"] in ANSWER_ROLES
    return "@" in message["who"] and is_waiting and not state["facts"]["secret"]


def new_link(hub: Container, number: int, now: int) -> tuple[str, date]:
    """Return a link for a message's assignee and the last day it is valid, and log it."""
    issued, who = local_date(now), messages_of(hub)[number]["who"]
    until = issued + timedelta(DAYS)
    given = {"to": who, "last_day": until.isoformat()}
    messages_of(hub).record(number, LINK_SENT, given, who="", now=now)
    day = f"{issued:%Y%m%d}"
    key = f"{day}-{signature(PURPOSE, *_sealed_values(hub, number, who, day))}"
    query = urlencode({"message": number, "key": key})
    page = messages_url(hub).removesuffix("@@messages")
    return f"{page}@@answer-by-link?{query}", until


def link_contact(hub: Container, number: int, key: str, today: date) -> str:
    """Return the contact that a key was sent to; raise LinkRefused if it is invalid or expired."""
    found = SHAPE.fullmatch(key)
    if not found or number not in messages_of(hub).root["messages"]:
        raise LinkRefused(WRONG, 403)
    who = _link_receiver(hub, number, found)
    if not who:
        raise LinkRefused(WRONG, 403)
    issued = date.fromisoformat(found["issued"])
    if not issued <= today <= issued + timedelta(DAYS):
        raise LinkRefused(OLD, 410)
    if messages_of(hub)[number]["who"] != who or not can_answer_by_link(hub, number):
        raise LinkRefused(USED, 410)
    return who


def _link_receiver(hub, number, found):
    lines = messages_of(hub).log(number)
    known = {line["given"].get("to", "") for line in lines if line["step"] == LINK_SENT}
    return next(
        (
            who
            for who in sorted(known)
            if has_valid_signature(
                found["seal"], PURPOSE, *_sealed_values(hub, number, who, found["issued"])
            )
        ),
        "",
    )


def _sealed_values(hub, number, who, issued):
    return api.content.get_uuid(hub), str(number), who, issued
