"""The command that takes snapshots."""

from threading import Event

import transaction

from katrineholm.socialhub.archive.packages import snapshot_storage
from katrineholm.socialhub.console.main import _parser, commands


def test_the_command_takes_one_of_each_channel(hub, functional_portal):
    paths = ["--channel", "hub/kultur/bloggen", "--channel", "hub/kultur/annan"]
    options = _parser().parse_args(["snapshot", *paths])
    assert commands()["snapshot"].run(functional_portal, options, Event()) == 0
    transaction.begin()
    for channel in (hub.kultur.bloggen, hub.kultur.annan):
        assert len(list(snapshot_storage.channel_snapshots(hub, channel.UID()))) == 1
