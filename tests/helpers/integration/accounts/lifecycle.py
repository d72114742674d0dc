"""What the tests of ``accounts/lifecycle`` have in common."""

import re
from datetime import timedelta
from html import unescape

import pytest
import transaction
from days import local_day
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.responsibility import duties_of
from katrineholm.socialhub.accounts.lifecycle.confirmation import confirmation_url
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step

CHANNEL = "hub/kultur/bloggen"
TITLE = "Bloggen om kultur"
ANNA = "Anna Berg <anna@example.se>"
BO = "Bo Ek <bo@example.se>"
CIA = "Cia Ask <cia@example.se>"
TODAY = local_day()
WEEK = TODAY + timedelta(6)
AWAY = {
    "do": "note-absence",
    "person": "anna@example.se",
    "first": TODAY.isoformat(),
    "last": WEEK.isoformat(),
}
COMPLETE = {
    "purpose": "Berätta om kulturen",
    "responsible": "Anna Berg <anna@katrineholm.example>",
    "substitute": "Bo Ek <bo@katrineholm.example>",
}
TITLED = {"title": "Bloggen", **COMPLETE}


def refused(channel, step, given=None):
    """The refusal of a step; nothing has been changed by it."""
    before = snapshot(channel)
    with pytest.raises(WorkflowException) as refusal:
        take_channel_step(channel, step, given)
    assert snapshot(channel) == before
    return str(refusal.value)


def state(channel):
    transaction.begin()
    return api.content.get_state(channel)


def post(session, step, **form):
    page = session.get(f"{CHANNEL}/@@lifecycle?step={step}")
    token = re.search(r'name="_authenticator" value="(\w+)"', page.text)[1]
    data = {"_authenticator": token, "step": step} | form
    return session.post(f"{CHANNEL}/@@lifecycle", data=data)


def snapshot(channel):
    written = ("official_since", "closed_on", "closing_reason", "link_only_reason")
    return (
        api.content.get_state(channel),
        channel.EffectiveDate(),
        len(channel.workflow_history["socialhub_channel_workflow"]),
        *(getattr(channel, name) for name in written),
    )


def words(html):
    """The content of a page as text."""
    found = re.search(r'<article id="content".*?</article>', html, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def address(channel, who=ANNA, days_ago=0):
    """The path and query of a link that was made some days ago."""
    day = TODAY - timedelta(days_ago)
    return confirmation_url(facts_of(channel), duties_of(channel), who, on=day).partition(
        "/plone/"
    )[2]


def confirmed(channel):
    transaction.begin()
    return channel.confirmed_on


def fill(administration, make):
    """Anna is responsible for bloggen, substitute of utkast (a draft), and head."""
    blog = make("bloggen", title="Bloggen", responsible=ANNA, substitute=BO)
    draft = make(
        "utkast", title="Utkast", state="draft", responsible=BO, substitute="A B <ANNA@example.se>"
    )
    administration.head = ANNA
    notify(ObjectModifiedEvent(administration))
    return blog, draft
