"""Entries that are held wait for who may show them."""

from helpers.integration.tasks import told

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.interfaces import Task
from katrineholm.socialhub.core.timeline.decisions import release_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.tasks import review_tasks


def test_an_entry_that_is_held_waits_for_the_editor_until_it_is_shown(
    make_functional_channel, keep, person
):
    channel = make_functional_channel("granskad", title="Granskad", hold=True)
    hub, editor = hub_of(channel), person("Editor", at=channel.__parent__)[0]
    entry = keep(channel, hold=True)
    assert told(review_tasks, hub, editor) == [Task("Inlägg att granska", "hub/@@held-entries", 1)]
    assert told(review_tasks, hub, person("Member")[0]) == []
    release_entry(timeline_of(hub), entry, by=editor, now=1)
    assert told(review_tasks, hub, editor) == []
