"""The demonstration's receiver of webhooks: another system of the municipality's, an intranet."""

from datetime import datetime
from pathlib import Path

from standardwebhooks import Webhook, WebhookVerificationError

PATH, TITLE = "/intranatet", "Intranätet"
SECRET = Path("webhook.secret")
KEPT = 50


class Receiver:
    """What it has heard and believed: each message's type and what it is about."""

    title = TITLE

    def __init__(self):
        self.heard = []

    def take(self, headers, body):
        """The status that answers a message; one that is not signed by the site is refused."""
        if not SECRET.exists():
            return 410
        try:
            told = Webhook(SECRET.read_text()).verify(body, dict(headers))
        except WebhookVerificationError:
            return 401
        about = told["data"].get("channel") or {}
        words = (told["type"], about.get("title", ""), told["data"].get("page", ""))
        line = " · ".join(filter(None, (f"{datetime.now():%H.%M.%S}", *words)))
        self.heard = [*self.heard, line][-KEPT:]
        return 204


def keep(secret):
    """Where the receiver finds its secret, as whoever tends it would put it there."""
    SECRET.touch(mode=0o600)
    SECRET.write_text(secret)
