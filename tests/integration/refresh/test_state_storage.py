"""How retrieval goes, told to people and to machines."""

import pytest
import transaction
from zope.i18n import translate

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.answer_storage import store_answer

NOW = 1_790_000_000


@pytest.fixture
def failing(make_functional_channel):
    """A channel whose source has refused twice, beside one that was never asked."""
    make_functional_channel("annan", title="Annan")
    channel = make_functional_channel("trasig", title="Trasig")
    for moment in (NOW, NOW + 3600):
        store_answer(hub_of(channel), facts_of(channel), FeedError("missing"), moment)
    transaction.commit()
    return channel


def test_health_is_for_those_who_can_mend_it(failing, request_factory):
    for path in ("hub/@retrieval", "hub/@@metrics", "hub/@@retrieval"):
        answer = request_factory(role="Anonymous").get(path, allow_redirects=False)
        assert answer.status_code in (302, 401), path


def test_the_board_is_there_for_what_has_channels_only(functional_administration, request_factory):
    session = request_factory(role="Manager", api=False)
    status = {path: session.get(f"{path}@@retrieval").status_code for path in ("", "hub/")}
    assert status == {"": 404, "hub/": 200}


def test_the_board_tells_whether_a_worker_is_at_work(hub, portal):
    view = hub.unrestrictedTraverse("@@retrieval")
    assert view.last_sign() == ""
    lease.take_lease(portal, lease.new_owner(), NOW)
    assert "2026" in translate(view.last_sign())
