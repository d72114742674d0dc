"""The upgrade step that begins the log of rules and disposals with what is decided already.

Rules in force stay in force, though one person has set them.
"""

from time import time

from Products.GenericSetup.tool import SetupTool

from ..accounts.channels import retention
from ..accounts.channels.hub import all_hubs
from ..archive.retention import disposal_storage, retention_log


def begin_retention_logs(_setup_tool: SetupTool) -> None:
    """Log the stored rules and disposals of each hub, by the date of this step."""
    for hub in all_hubs():
        if not retention_log.has_log(hub):
            retention_log.begin_log(hub)
            for subject, facts in _stored_facts(hub):
                retention_log.add_line(
                    hub, retention_log.STAND, subject, facts, who="", now=int(time())
                )


def _stored_facts(hub):
    for kind in retention.KINDS:
        if rule := retention.stored_rule(hub, kind):
            yield kind, retention_log.rule_facts(rule)
    for name, proposal in disposal_storage.all_proposals(hub):
        yield name, retention_log.stand_facts(proposal)
