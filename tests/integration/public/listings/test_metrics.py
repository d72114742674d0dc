"""The metrics of the index of entries on a machine."""

import transaction

from katrineholm.socialhub.public.listings import index_update
from katrineholm.socialhub.public.listings.index_update import entry_index_path
from katrineholm.socialhub.public.listings.metrics import entry_index_metrics


def lag(hub):
    [sample] = entry_index_metrics(hub, 0)
    return sample.value


def test_channels_with_news_are_behind_until_the_file_is_updated(
    functional_portal, make_functional_channel, keep
):
    channels = [make_functional_channel(name, title=name) for name in ("en", "annan", "tom")]
    hub, path = functional_portal["hub"], entry_index_path(functional_portal["hub"])
    for channel in channels[:2]:
        keep(channel, title="Badhus")
    transaction.commit()
    assert lag(hub) == 2
    assert not path.exists()
    index_update.update_index(hub, path)
    assert lag(hub) == 0
    keep(channels[0], title="Simhall")
    transaction.commit()
    assert lag(hub) == 1
