"""``socialhub verify-log`` names each post that is not as it was sealed."""

from argparse import Namespace
from threading import Event

import transaction

from katrineholm.socialhub.console.main import commands
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.seals import seal_all_changes


def test_a_changed_post_is_named(make_functional_channel, keep, worker, functional_portal, caplog):
    post = keep(make_functional_channel("bloggen"), title="Sant")
    transaction.commit()
    seal_all_changes(worker)
    transaction.begin()
    verify = Namespace(anchors=None, json=False)
    assert commands()["verify-log"].run(functional_portal, verify, Event()) == 0
    timeline_of(functional_portal.hub).unmasked(post)["title"] = "Falskt"
    transaction.commit()
    assert commands()["verify-log"].run(functional_portal, verify, Event()) == 1
    assert f"/plone/hub: the post {post}: its text has been changed" in caplog.text
