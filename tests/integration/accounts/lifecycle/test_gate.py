"""Other rooms may demand something before a step: an archive, for one (row H8)."""

import pytest
from helpers.integration.accounts.lifecycle import TODAY
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.component import getGlobalSiteManager

from katrineholm.socialhub.accounts.channels.interfaces import IChannel, IGate
from katrineholm.socialhub.accounts.lifecycle.step_requirements import Requirement, StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step

CLOSING = StepInput(comment="Skolan har lagts ner", closed_on=TODAY)


class Archive:
    """An archive that has no package of the channel."""

    def __init__(self, channel):
        self.channel = channel

    def requirements(self, step, given):
        if step != "close":
            return []
        return [Requirement("archive", "Arkiverad", False, "Arkivera kanalen först.")]


@pytest.fixture
def archive():
    """The archive as another room registers it."""
    registry = getGlobalSiteManager()
    registry.registerSubscriptionAdapter(Archive, (IChannel,), IGate)
    yield
    registry.unregisterSubscriptionAdapter(Archive, (IChannel,), IGate)


def close(channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(channel, "close", CLOSING)


def test_a_channel_is_not_closed_before_it_is_archived(channel, archive):
    with pytest.raises(WorkflowException, match=r"^Arkivera kanalen först\.$"):
        close(channel)
    assert (api.content.get_state(channel), channel.closed_on) == ("official", None)


def test_without_an_archive_a_channel_is_closed_by_date_and_reason(channel):
    close(channel)
    assert (api.content.get_state(channel), channel.closed_on) == ("closed", TODAY)
    assert channel.closing_reason == "Skolan har lagts ner"
