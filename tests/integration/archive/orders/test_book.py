"""What is ordered stays on record."""

from dataclasses import replace

from katrineholm.socialhub.archive.orders import book


def test_the_latest_package_that_holds_a_channel_s_newest_post_is_found(hub, ordered, made):
    order, uid = made(ordered), hub.kultur.bloggen.UID()
    assert order.last_entries == {}  # July's post is newer, and not in it
    newest = (1_784_109_600, 4)
    later = replace(order, id=book.new_id(), last_entries={uid: newest})
    book.put(hub, later)
    assert book.delivered_with(hub, uid, newest) == later
    assert book.delivered_with(hub, uid, (newest[0], 5)) is None
    book.put(hub, replace(later, state="failed"))
    assert book.delivered_with(hub, uid, newest) is None
