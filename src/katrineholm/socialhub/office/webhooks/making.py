"""Changes of receivers by people: add, turn off and on, remove; each is logged."""

from collections.abc import Collection
from dataclasses import replace
from secrets import token_hex
from time import time
from typing import Any

from plone import api

from ... import DAY, _, logger
from ...core.connectors.vault import Locked, default_vault, seal, unseal
from ...core.hooks.signing import new_secret
from ...site.forms.refusals import Refusal
from . import book
from .book import OFF, ON, Hook, hook_of, hooks_of, remember
from .following import begin
from .telling import TYPES

MOST = 20
SECRET = "secret"
NO_KEY = _(
    "No key is set in the server's environment (SOCIALHUB_KEYS), so the secret cannot be kept "
    "safely. Nothing is stored: ask the operator to set one."
)
GONE = _("There is no such receiver.")
# Days for which an old secret is valid beside the new one: not all receivers change at once.
BESIDE = {
    7: _("a week more"),
    30: _("30 days more"),
    1: _("a day more"),
    0: _("no more: it has leaked"),
}


def make(hub: Any, url: str, title: str, types: Collection[str]) -> tuple[Hook, str]:
    """Add a receiver; return it and its secret, which is shown only once. Raises Refusal."""
    if len(hooks_of(hub)) >= MOST:
        raise Refusal(_("There are twenty receivers already: let one go first."))
    id, secret = token_hex(8), new_secret()
    by, now = api.user.get_current().getId() or "", int(time())
    events = tuple(each for each in TYPES if each in types)
    hook = Hook(id, url, title or url, events, _sealed(id, secret), by, now)
    begin(hub, now)
    remember(hub, hook)
    _log("made", hook)
    return hook, secret


def turn(hub: Any, id: str, state: str) -> Hook:
    """Turn a receiver on or off; its queue is unchanged. Raises Refusal."""
    before = known(hub, id)
    hook = replace(before, state=ON if state == ON else OFF, failures=0, rest=0)
    if hook == before:
        return hook
    if state == ON and before.state != ON:
        begin(hub, int(time()))
    remember(hub, hook)
    _log(f"turned {hook.state}", hook)
    return hook


def change_secret(hub: Any, id: str, days: int) -> tuple[Hook, str]:
    """Return a receiver with its new secret, shown once; the old one counts for ``days``.

    Raises Refusal.
    """
    hook = known(hub, id)
    secret, until = new_secret(), int(time()) + days * DAY
    former = hook.cipher if days else ""
    hook = replace(hook, cipher=_sealed(id, secret), former=former, until=until)
    remember(hub, hook)
    _log("given a new secret", hook)
    return hook, secret


def secrets_of(hook: Hook, now: int) -> list[str]:
    """Return the secrets with which deliveries are signed. Raises Locked."""
    ciphers = [hook.cipher, *([hook.former] if now < hook.until else [])]
    return [unseal(default_vault(), hook.id, each)[SECRET] for each in ciphers]


def let_go(hub: Any, id: str) -> None:
    """Delete a receiver and its deliveries. Raises Refusal."""
    hook = known(hub, id)
    book.forget(hub, id)
    _log("let go", hook)


def known(hub: Any, id: str) -> Hook:
    """Return the receiver with this id; raise Refusal if there is none."""
    hook = hook_of(hub, id)
    if hook is None:
        raise Refusal(GONE)
    return hook


def _sealed(id, secret):
    try:
        return seal(default_vault(), id, {SECRET: secret})
    except Locked:
        raise Refusal(NO_KEY) from None


def _log(what, hook):
    who = api.user.get_current().getId()
    logger.info("Webhook %s (%s) %s by %s", hook.id, hook.title, what, who)
