"""A rule of retention is written: for a form and for a program."""

from dataclasses import replace
from time import time

from ... import _, logger
from ...accounts.channels import retention
from ...accounts.channels.retention import KINDS, Rule
from ...inbox.routing.roles import me
from ...site.forms.refusals import Refusal

NO_KIND = _("There is no such kind of record.")


def rule(hub, kind: str, days: int, decision: str, is_active: bool) -> None:
    """Put a rule in the place of its kind's; raises Refusal where there is no such kind."""
    if kind not in KINDS:
        raise Refusal(NO_KIND)
    before = retention.rules(hub)[kind]
    wanted = Rule(kind, days, decision, is_active, before.by, before.when)
    if wanted == before and before.when:
        return
    retention.write(hub, replace(wanted, by=me(), when=int(time())))
    logger.info("The rule for %s is %d days, in force: %s, by %s", kind, days, is_active, me())
