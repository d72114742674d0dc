"""Two channels that are put on the list by two connections at once."""

from types import SimpleNamespace

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFCore.indexing import processQueue
from Products.CMFCore.WorkflowCore import WorkflowException
from transaction import TransactionManager
from ZODB.POSException import ConflictError
from zope.component.hooks import site as present

from katrineholm.socialhub.accounts.lifecycle.step_requirements import StepInput
from katrineholm.socialhub.accounts.lifecycle.steps import take_channel_step

FIRST = "https://www.facebook.com/forsta"
COMPLETE = {
    "profile_url": "https://www.facebook.com/kultur",
    "feed_url": None,
    "purpose": "Berätta om kulturen",
    "responsible": "Anna Berg <anna@katrineholm.example>",
    "substitute": "Bo Ek <bo@katrineholm.example>",
}
GIVEN = StepInput(link_only_reason="Facebook ger inget flöde.")


@pytest.fixture(params=["the first", "later ones"])
def channel(make_functional_channel, functional_portal, request):
    """A channel in a hub in which none has been reported yet, or one has.

    Around it are so many that the catalogue merges what is written of two of them at once.
    """
    for number in range(6):
        make_functional_channel(f"utkast-{number}", "draft", **COMPLETE)
        make_functional_channel(f"anmald-{number}", "reported")
    if request.param == "later ones":
        first = make_functional_channel("forsta", "draft", **{**COMPLETE, "profile_url": FIRST})
        step(first, "report", functional_portal)
        transaction.commit()
    return make_functional_channel("ena", "draft", **COMPLETE)


@pytest.fixture
def other(make_functional_channel, channel):
    """Another channel in another connection of the same moment: its ``site`` and ``commit``."""
    made = make_functional_channel("andra", "draft", **COMPLETE)
    manager = TransactionManager()
    connection = made._p_jar.db().open(manager)
    site = connection.root()["Application"]["plone"]
    yield SimpleNamespace(channel=site.hub.kultur.andra, site=site, commit=manager.commit)
    manager.abort()
    connection.close()


def step(channel, name, within):
    with present(within), api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(channel, name, GIVEN)
        processQueue()


def test_of_two_channels_of_one_account_at_once_only_one_is_put_on_the_list(
    channel, other, functional_portal
):
    step(channel, "report", functional_portal)
    step(other.channel, "report", other.site)
    other.commit()
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    with pytest.raises(WorkflowException, match="andra"):
        step(channel, "report", functional_portal)
