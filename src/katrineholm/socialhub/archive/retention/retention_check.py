"""The check that rules and disposals stand as two people decided them, for ``verify-log``."""

from collections.abc import Iterator, Mapping

from plone.dexterity.content import Container

from ...accounts.channels import post_acts, retention
from ..packages import snapshot_storage as snapshots
from . import disposal_storage, retention_log, stored_files
from .retention_log import CONFIRM, PROPOSE, STAND, WITHDRAW, Line

NOT_BEGUN = "the log of rules and disposals is missing: upgrade the add-on"
ACTS = ("dispose", "forget")
STEPS = {"proposed": PROPOSE, "confirmed": CONFIRM, "withdrew": WITHDRAW}


def retention_fault(hub: Container) -> str:
    """Return an error message about a rule or a disposal, or "": see ``IRecordCheck``."""
    return next(_faults(hub), "")


def _faults(hub) -> Iterator[str]:
    if not retention_log.has_log(hub):
        rules = retention.BOOK.read(hub)["rules"]
        yield from [NOT_BEGUN] if rules or any(disposal_storage.all_proposals(hub)) else []
        return
    log = _by_subject(hub)
    yield from _rule_faults(hub, log)
    yield from _proposal_faults(hub, log)
    yield from _post_faults(hub)
    yield from _snapshot_faults(hub)


def _by_subject(hub) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in retention_log.log_lines(hub):
        found.setdefault(line.subject, []).append(line)
    return found


def _rule_faults(hub, log):
    waiting = retention.proposed_rules(hub)
    for kind in retention.KINDS:
        lines, rule = log.get(kind, []), retention.stored_rule(hub, kind)
        decided = next((each for each in reversed(lines) if each.act in (CONFIRM, STAND)), None)
        if (rule and retention_log.rule_facts(rule)) != (decided and decided.facts):
            yield f"the retention rule for {kind} is not the one that was confirmed"
        elif decided and decided.act == CONFIRM and not _is_by_two(lines, decided):
            yield f"the retention rule for {kind} was not proposed by another person"
        if kind in waiting and not _has_line(lines, PROPOSE, waiting[kind].by, waiting[kind].when):
            yield f"nobody proposed the retention rule for {kind}"


def _is_by_two(lines: list[Line], confirmed: Line) -> bool:
    """Return whether the line before a confirmation is the same proposal by another person."""
    before = [each for each in lines[: lines.index(confirmed)] if each.act != STAND]
    if not before or before[-1].act != PROPOSE or before[-1].who == confirmed.who:
        return False
    terms = ("kind", "days", "decision", "is_active", "by", "when")
    return all(before[-1].facts[each] == confirmed.facts[each] for each in terms)


def _has_line(lines, act, who, when):
    return any((each.act, each.who, each.time) == (act, who, when) for each in lines)


def _proposal_faults(hub, log):
    proposals = dict(disposal_storage.all_proposals(hub))
    for name, proposal in proposals.items():
        facts, lines = retention_log.disposal_facts(proposal), log.get(name, [])
        if any(_differs(facts, each.facts) for each in lines):
            yield f"the disposal {name} is not the one that was proposed"
        elif not _is_decided(lines, proposal):
            yield f"the disposal {name} was not proposed and confirmed by two people"
    missing = sorted({*log} - {*proposals} - {*retention.KINDS})
    yield from (f"the disposal {name} is missing" for name in missing)


def _differs(facts, logged):
    return any(logged.get(name) != value for name, value in facts.items())


def _is_decided(lines: list[Line], proposal: Mapping) -> bool:
    """Return whether the log leads to where a proposal stands."""
    done = [act for act in STEPS if act in proposal]
    is_logged = all(_is_logged(lines, act, proposal[act]) for act in done)
    is_all = {each.act for each in lines} <= {STAND, *(STEPS[act] for act in done)}
    if proposal["state"] not in (disposal_storage.CONFIRMED, disposal_storage.DONE):
        return is_logged and is_all
    is_by_two = "confirmed" in proposal and proposal["confirmed"][0] != proposal["proposed"][0]
    return is_logged and is_all and is_by_two


def _is_logged(lines, act, done):
    """Return whether an act on a proposal (user, timestamp) has its line, perhaps an older one."""
    is_old = any(each.act == STAND and each.facts.get(act) == [*done] for each in lines)
    return is_old or _has_line(lines, STEPS[act], *done)


def _post_faults(hub):
    """Yield the posts of which something was disposed of without a proposal."""
    done = {
        (item, outcome[2], proposal["confirmed"][0])
        for _name, proposal in disposal_storage.all_proposals(hub)
        for item, outcome in proposal["items"].items()
        if outcome and outcome[0] == disposal_storage.GONE and "confirmed" in proposal
    }
    for act in ACTS:
        for post, when, who in post_acts.acts_on_posts(hub, act):
            if (post, when, who) not in done:
                yield f"the post {post} was disposed of without a proposal"


def _snapshot_faults(hub):
    proposed = {
        item
        for _name, proposal in disposal_storage.all_proposals(hub)
        if proposal["kind"] == stored_files.KIND and "confirmed" in proposal
        for item in proposal["items"]
    }
    for each in snapshots.all_snapshots(hub):
        name = f"{stored_files.SNAPSHOT}:{each.uid}:{each.id}"
        if each.disposed is not None and name not in proposed:
            yield f"the snapshot {each.id} was disposed of without a proposal"
