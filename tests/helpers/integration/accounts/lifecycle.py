"""What the tests of ``accounts/lifecycle`` have in common."""

import re
from html import unescape

import pytest
import transaction
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException

from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step

CHANNEL = "hub/kultur/bloggen"


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
