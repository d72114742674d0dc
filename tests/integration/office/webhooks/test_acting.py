"""What is done with a receiver."""

import threading
from http.server import HTTPServer

import pytest
from receiving import Handler

from katrineholm.socialhub.office.webhooks.acting import act
from katrineholm.socialhub.office.webhooks.book import number
from katrineholm.socialhub.office.webhooks.making import make
from katrineholm.socialhub.site.forms.refusals import Refusal


def test_a_test_is_sent_at_once_and_verified(hub):
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        server.heard, url = [], f"http://127.0.0.1:{server.server_port}/in"
        hook, server.secret = make(hub, url, "Intranätet", ["entry.new"])
        assert act(hub, "test", hook.id) == "The receiver has taken the test message."
        server.shutdown()
    assert [(each["type"], each["data"]) for each in server.heard] == [
        ("webhook.test", {"title": "Intranätet"})
    ]
    with pytest.raises(Refusal) as refused:
        act(hub, "test", hook.id)
    assert "${host}" in refused.value.sentence
    assert number(hub, hook.id) == 0
