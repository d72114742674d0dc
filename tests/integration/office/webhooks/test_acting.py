"""What is done with a receiver."""

import threading
from http.server import HTTPServer
from types import SimpleNamespace

import pytest
from receiving import Handler

from katrineholm.socialhub.office.webhooks.acting import ACTS, RENEWING
from katrineholm.socialhub.office.webhooks.book import hook_of, number
from katrineholm.socialhub.office.webhooks.making import make, secrets_of
from katrineholm.socialhub.site.forms.refusals import Refusal


def test_a_test_is_sent_at_once_and_verified(hub):
    at = SimpleNamespace(context=hub)
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        server.heard, url = [], f"http://127.0.0.1:{server.server_port}/in"
        hook, server.secret = make(hub, url, "Intranätet", ["entry.new"])
        ACTS["test"].take(at, {"id": hook.id})
        server.shutdown()
    assert [(each["type"], each["data"]) for each in server.heard] == [
        ("webhook.test", {"title": "Intranätet"})
    ]
    with pytest.raises(Refusal) as refused:
        ACTS["test"].take(at, {"id": hook.id})
    assert "${host}" in refused.value.sentence
    assert number(hub, hook.id) == 0


@pytest.mark.parametrize("days", [-1, 2, 365, "8", None, [7]])
def test_a_secret_counts_no_longer_than_may_be_chosen(hub, days):
    hook, old = make(hub, "https://mottagare.example.se/in", "", ["entry.new"])
    with pytest.raises(Refusal):
        RENEWING.take(SimpleNamespace(context=hub), {"id": hook.id, "days": days})
    assert secrets_of(hook_of(hub, hook.id), 0) == [old]
