"""What the tests of ``core/timeline`` have in common."""

from io import BytesIO
from pickle import Unpickler

from hypothesis import settings
from hypothesis import strategies as st

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.streams import latest_entries

NEWS = "news"
quick = settings(max_examples=50, deadline=None)
NAMES = st.sampled_from("abc")


def days(timeline):
    return [int(each["id"]) for each in latest_entries(timeline, [NEWS])]


def titles(timeline, *channels):
    return [entry["title"] for entry in latest_entries(timeline, channels or [NEWS])]


def filled(timeline, entry, channels):
    """Keeps ``{channel: {name: published}}``."""
    for channel, dates in channels.items():
        entries = [entry(name, published=published) for name, published in dates.items()]
        store_document(timeline, channel, entries, now=10**9)
    return timeline


class Names(Unpickler):
    """Notes every class that a record needs."""

    def __init__(self, data):
        super().__init__(BytesIO(data))
        self.found = set()

    def find_class(self, module, name):
        self.found.add(f"{module} {name}")
        return super().find_class(module, name)

    def persistent_load(self, reference):
        return reference
