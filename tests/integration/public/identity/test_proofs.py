"""What looking for the links back has found is kept."""

import json

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub import DAY
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.public.identity import proofs
from katrineholm.socialhub.public.identity.outcome import LINK_LOST, OTHER_OWNER, Outcome
from katrineholm.socialhub.public.identity.proofs import accept, outcome_of, outcomes, store

NOW = 1_790_000_000
SITE = "https://www.katrineholm.se"
BOTH = Outcome("both-ways", "me", f"{SITE}/hub", "1099")
MISSING = Outcome("missing", "no_link", owner_id="1099")
SILENT = Outcome("unreachable", "silent", values={"seconds": "10"})


@pytest.mark.parametrize(
    ("found", "alarm"),
    [
        ([MISSING], None),
        ([BOTH, BOTH], None),
        ([BOTH, SILENT], None),
        ([BOTH, SILENT, MISSING], LINK_LOST),
        ([BOTH, MISSING, MISSING], LINK_LOST),
        ([BOTH, MISSING, BOTH], None),
        ([BOTH, Outcome("both-ways", "me", f"{SITE}/hub", "7")], OTHER_OWNER),
        ([BOTH, *[Outcome("both-ways", "me", f"{SITE}/hub", "7")] * 3], OTHER_OWNER),
        ([BOTH, Outcome("linked", "plain"), Outcome("both-ways", "me", owner_id="7")], OTHER_OWNER),
        ([Outcome("impossible", "scripted", owner_id="1"), MISSING], OTHER_OWNER),
        ([SILENT, BOTH, SILENT, BOTH], None),
        ([Outcome("gone", "vanished")], "There is no account at this address any more."),
        ([BOTH, Outcome("gone", "vanished"), BOTH], None),
    ],
)
def test_an_alarm_lasts_until_its_cause_is_gone(hub, channel, found, alarm):
    facts = facts_of(channel)
    for day, outcome in enumerate(found):
        store(hub, facts, outcome, NOW + day * DAY)
    kept = outcome_of(hub, facts)
    assert (kept.outcome, kept.alarm) == (found[-1], alarm)


def test_who_accepts_a_change_is_alarmed_no_more(hub, channel):
    facts, other = facts_of(channel), Outcome("both-ways", "me", f"{SITE}/hub", "7")
    for outcome in (BOTH, other):
        store(hub, facts, outcome, NOW)
    assert not outcome_of(hub, facts).is_both_ways
    accept(hub, facts)
    store(hub, facts, other, NOW + DAY)
    assert outcome_of(hub, facts).alarm is None
    assert outcome_of(hub, facts).is_both_ways


def test_the_revision_tells_of_each_look(hub, channel):
    before = proofs.revision(hub)
    assert proofs.revision(hub) == before
    store(hub, facts_of(channel), BOTH, NOW)
    assert proofs.revision(hub) != before


def test_a_copied_hub_starts_without_the_originals_looks(hub, channel, portal):
    store(hub, facts_of(channel), BOTH, NOW)
    with api.env.adopt_user(SITE_OWNER_NAME):
        copy = api.content.copy(hub, portal, "kopia")
    assert (len(outcomes(hub)), outcomes(copy)) == (1, {})


def account(server, *links, id="1099"):
    fields = [{"name": "Webb", "value": link, "verified_at": None} for link in links]
    told = {"id": id, "acct": "katrineholm", "fields": fields}
    server.says("/api/v1/accounts/lookup?acct=katrineholm", json.dumps(told).encode())
