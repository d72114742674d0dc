"""How retrieval goes, told to people and to machines."""

from datetime import date
from time import time

from zope.i18n import translate

from katrineholm.socialhub.refresh.lease import Lease


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
    Lease(portal._p_jar.db()).take(portal._p_jar.root(), int(time()))
    assert str(date.today().year) in translate(view.last_sign())
