"""What is done with a receiver."""

import threading
from http.server import HTTPServer
from types import SimpleNamespace

import pytest
from receiving import Handler

from katrineholm.socialhub.office.webhooks.acts import ACTS, NEW_SECRET
from katrineholm.socialhub.office.webhooks.receivers import create_receiver, signing_secrets
from katrineholm.socialhub.office.webhooks.storage import delivery_count, find_receiver
from katrineholm.socialhub.site.pages.refusals import Refusal


def test_a_test_is_sent_at_once_and_verified(hub):
    at = SimpleNamespace(context=hub)
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        server.heard, url = [], f"http://127.0.0.1:{server.server_port}/in"
        hook, server.secret = create_receiver(hub, url, "Intranätet", ["entry.new"])
        ACTS["test"].take(at, {"id": hook.id})
        server.shutdown()
    assert [(each["type"], each["data"]) for each in server.heard] == [
        ("webhook.test", {"title": "Intranätet"})
    ]
    with pytest.raises(Refusal) as refused:
        ACTS["test"].take(at, {"id": hook.id})
    assert "${host}" in refused.value.sentence
    assert delivery_count(hub, hook.id) == 0


@pytest.mark.parametrize("days", [-1, 2, 365, "8", None, [7]])
def test_a_secret_counts_no_longer_than_may_be_chosen(hub, days):
    hook, old = create_receiver(hub, "https://mottagare.example.se/in", "", ["entry.new"])
    with pytest.raises(Refusal):
        NEW_SECRET.take(SimpleNamespace(context=hub), {"id": hook.id, "days": days})
    assert signing_secrets(find_receiver(hub, hook.id), 0) == [old]
