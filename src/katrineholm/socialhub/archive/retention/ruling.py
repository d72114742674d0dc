"""A rule of retention is written: for a form and for a program."""

from time import time

from ... import _, logger
from ...accounts.channels import retention
from ...accounts.channels.retention import KINDS, LEAST, MOST, Rule
from ...inbox.routing.roles import me
from ...site.forms.refusals import Refusal

LONGEST = 1000


def rule(hub, kind: str, days: int | None, decision: str, is_active: bool) -> None:
    """Put a rule in the place of its kind's; raises Refusal."""
    if kind not in KINDS:
        raise Refusal(_("There is no such kind of record."))
    if days is None or not LEAST <= days <= MOST:
        said = {"least": LEAST, "most": MOST}
        raise Refusal(_("Write the period as days, from ${least} to ${most}.", mapping=said))
    if is_active and not decision:
        raise Refusal(_("A rule is put in force by a decision: say which."))
    if len(decision) > LONGEST:
        said = {"limit": LONGEST}
        raise Refusal(_("The decision may be ${limit} characters long at most.", mapping=said))
    retention.write(hub, Rule(kind, days, decision, is_active, me(), int(time())))
    logger.info("The rule for %s is %d days, in force: %s, by %s", kind, days, is_active, me())
