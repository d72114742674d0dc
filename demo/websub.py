"""The demonstration's hub (WebSub): it verifies who asks, and tells of news at once."""

import hmac
import json
import threading
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from urllib.error import URLError
from urllib.parse import parse_qsl, urlencode
from urllib.request import Request, urlopen

PATH = "/websub"
STATE = Path("websub.json")
LEASE = 24 * 60 * 60
EVERY, PATIENCE = 2, 60  # seconds
KEPT = 200  # lines


def links(base, path):
    """What a feed says of its hub, in the line Link of its answer."""
    return f'<{base}{PATH}>; rel="hub", <{base}{path}>; rel="self"'


@dataclass
class Subscription:
    """Who is to be told of a feed; ``digest`` is of what it said the last time."""

    topic: str
    secret: str
    until: float
    digest: str


class Hub:
    """For the feeds at ``base`` that name it; ``heard`` is what has been asked of it and told."""

    title = "WebSub-navet"

    def __init__(self, base):
        self.base = base
        known = json.loads(STATE.read_text()) if STATE.exists() else {}
        self.subscribed = {name: Subscription(**values) for name, values in known.items()}
        self.heard = []

    def read(self, topic):
        """A feed's type and bytes, as anybody gets them; None where it does not name this hub."""
        if not topic.startswith(f"{self.base}/"):
            return None
        with urlopen(topic, timeout=10) as answer:
            is_ours = answer.headers.get("Link", "").startswith(f"<{self.base}{PATH}>")
            return (answer.headers["Content-Type"], answer.read()) if is_ours else None

    def take(self, body):
        """The status that answers a request to subscribe, or to tell of somebody's feed."""
        form = dict(parse_qsl(body.decode()))
        topic, mode = form.get("hub.topic", ""), form.get("hub.mode")
        if mode == "publish":
            self._note(f"Nytt i {topic}")
            return 204
        if mode != "subscribe" or self.read(topic) is None:
            return 400
        threading.Thread(target=self._verify, args=(form,), daemon=True).start()
        return 202

    def watch(self):
        """Tell of what is new, for ever."""
        while True:
            time.sleep(EVERY)
            for callback, kept in list(self.subscribed.items()):
                if kept.until < time.time():
                    self.subscribed.pop(callback, None)
                else:
                    self._tell(callback, kept)

    def _verify(self, form):
        """Ask whether it was really they who asked (5.3); a site that is starting gets time."""
        callback, topic, challenge = form["hub.callback"], form["hub.topic"], token_urlsafe()
        asked = {"topic": topic, "challenge": challenge, "lease_seconds": LEASE}
        query = urlencode({f"hub.{name}": each for name, each in asked.items()})
        if self._sent(Request(f"{callback}?hub.mode=subscribe&{query}")) == challenge:
            digest = sha256(self.read(topic)[1]).hexdigest()
            secret = form.get("hub.secret", "")
            self.subscribed[callback] = Subscription(topic, secret, time.time() + LEASE, digest)
            STATE.write_text(json.dumps({k: asdict(v) for k, v in self.subscribed.items()}))
            self._note(f"Prenumeration på {topic}")

    def _tell(self, callback, kept):
        kind, body = self.read(kept.topic)
        digest = sha256(body).hexdigest()
        if digest == kept.digest:
            return
        kept.digest = digest
        signature = hmac.digest(kept.secret.encode(), body, "sha256").hex()
        headers = {"Content-Type": kind, "X-Hub-Signature": f"sha256={signature}"}
        if self._sent(Request(callback, body, headers)) is not None:
            self._note(f"Sade till om nytt i {kept.topic}")

    def _sent(self, request):
        """What is answered, None where it is no success."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urlopen(request, timeout=10) as answer:
                    return answer.read().decode()
            except URLError as error:
                if getattr(error, "code", 0):
                    return None
                time.sleep(EVERY)
        return None

    def _note(self, words):
        self.heard = [*self.heard, f"{datetime.now():%H.%M.%S} {words}"][-KEPT:]
