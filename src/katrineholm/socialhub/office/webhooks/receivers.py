"""Changes that people make to receivers, each of which is logged."""

from collections.abc import Collection
from dataclasses import replace
from secrets import token_hex
from time import time
from typing import Any

from plone import api

from ... import DAY, _, logger
from ...core.feeds.webhook_signature import new_secret
from ...core.sources.vault import VaultLocked, decrypt_secrets, default_vault, encrypt_secrets
from ...site.pages.refusals import Refusal
from . import storage
from .events import EVENT_TYPES, start_tracking
from .storage import OFF, ON, Receiver, all_receivers, find_receiver, store_receiver

MAX_RECEIVERS = 20
SECRET = "secret"
NO_KEY = _(
    "No key is set in the server's environment (SOCIALHUB_KEYS), so the secret cannot be kept "
    "safely. Nothing is stored: ask the operator to set one."
)
NO_RECEIVER = _("There is no such receiver.")
# Days for which an old secret is valid beside the new one: not all receivers change at once.
OVERLAP_DAYS = {
    7: _("a week more"),
    30: _("30 days more"),
    1: _("a day more"),
    0: _("no more: it has leaked"),
}


def create_receiver(hub: Any, url: str, title: str, types: Collection[str]) -> tuple[Receiver, str]:
    """Add a receiver; return it with its secret, which is shown only once. Raise Refusal."""
    if len(all_receivers(hub)) >= MAX_RECEIVERS:
        raise Refusal(_("There are twenty receivers already: let one go first."))
    id, secret = token_hex(8), new_secret()
    by, now = api.user.get_current().getId() or "", int(time())
    events = tuple(each for each in EVENT_TYPES if each in types)
    hook = Receiver(id, url, title or url, events, _sealed_secret(id, secret), by, now)
    start_tracking(hub, now)
    store_receiver(hub, hook)
    _log("made", hook)
    return hook, secret


def switch_receiver(hub: Any, id: str, state: str) -> Receiver:
    """Turn a receiver on or off and return it; its queue is unchanged. Raise Refusal."""
    before = existing_receiver(hub, id)
    hook = replace(before, state=ON if state == ON else OFF, failures=0, rest=0)
    if hook == before:
        return hook
    if state == ON and before.state != ON:
        start_tracking(hub, int(time()))
    store_receiver(hub, hook)
    _log(f"turned {hook.state}", hook)
    return hook


def change_secret(hub: Any, id: str, days: int) -> tuple[Receiver, str]:
    """Return a receiver and its new secret; the old one stays valid for ``days``. Raise Refusal."""
    hook = existing_receiver(hub, id)
    secret, until = new_secret(), int(time()) + days * DAY
    former = hook.cipher if days else ""
    hook = replace(hook, cipher=_sealed_secret(id, secret), former=former, until=until)
    store_receiver(hub, hook)
    _log("given a new secret", hook)
    return hook, secret


def signing_secrets(hook: Receiver, now: int) -> list[str]:
    """Return the secrets that sign a receiver's deliveries. Raise VaultLocked."""
    ciphers = [hook.cipher, *([hook.former] if now < hook.until else [])]
    return [decrypt_secrets(default_vault(), hook.id, each)[SECRET] for each in ciphers]


def remove_receiver(hub: Any, id: str) -> None:
    """Delete a receiver and its deliveries. Raise Refusal if there is none."""
    hook = existing_receiver(hub, id)
    storage.delete_receiver(hub, id)
    _log("let go", hook)


def existing_receiver(hub: Any, id: str) -> Receiver:
    """Return the receiver with this id. Raise Refusal if there is none."""
    hook = find_receiver(hub, id)
    if hook is None:
        raise Refusal(NO_RECEIVER)
    return hook


def _sealed_secret(id, secret):
    try:
        return encrypt_secrets(default_vault(), id, {SECRET: secret})
    except VaultLocked:
        raise Refusal(NO_KEY) from None


def _log(what, hook):
    who = api.user.get_current().getId()
    logger.info("Webhook %s (%s) %s by %s", hook.id, hook.title, what, who)
