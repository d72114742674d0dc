"""A rule of retention is written: for a form and for a program."""

from time import time

from ... import _, logger
from ...accounts.channels import retention
from ...accounts.channels.retention import KINDS, LEAST, MOST, Rule
from ...inbox.routing.roles import me
from ...site.forms.faults import Faults
from ...site.forms.refusals import Refusal
from ...site.forms.words import has_words

LONGEST = 1000


def rule(hub, kind: str, days: int | None, decision: str, is_active: bool) -> None:
    """Put a rule in the place of its kind's; raises Refusal."""
    if kind not in KINDS:
        raise Refusal(_("There is no such kind of record."))
    is_period = days is not None and LEAST <= days <= MOST
    faults = Faults()
    faults.demand(
        "days",
        is_period,
        _(
            "Write the period as days, from ${least} to ${most}.",
            mapping={"least": LEAST, "most": MOST},
        ),
    )
    faults.demand(
        "decision",
        has_words(decision) or not is_active,
        _("A rule is put in force by a decision: say which."),
    )
    faults.demand(
        "decision",
        len(decision) <= LONGEST,
        _("The decision may be ${limit} characters long at most.", mapping={"limit": LONGEST}),
    )
    faults.done()
    retention.write(hub, Rule(kind, days, decision, is_active, me(), int(time())))
    logger.info("The rule for %s is %d days, in force: %s, by %s", kind, days, is_active, me())
