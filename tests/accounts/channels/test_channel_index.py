from types import SimpleNamespace

import pytest

from katrineholm.socialhub.accounts.channels.channel_index import channel_index


def facts(path):
    administration, _, _id = path.rpartition("/")
    hub = administration.rpartition("/")[0]
    return SimpleNamespace(
        path=path, hub_path=hub, administration=SimpleNamespace(path=administration)
    )


BLOG, FILMS, OTHER = map(facts, ("/s/hub/kultur/blogg", "/s/hub/skola/film", "/s/annan/a/kanal"))
ALL = channel_index([BLOG, FILMS, OTHER])


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/s", (BLOG, FILMS, OTHER)),
        ("/s/hub", (BLOG, FILMS)),
        ("/s/hub/kultur", (BLOG,)),
        ("/s/hub/kultur/blogg", (BLOG,)),
        ("/s/hub/kul", ()),
        ("/s/tom", ()),
    ],
)
def test_a_place_has_the_channels_at_or_below_it(path, found):
    assert ALL.under(path) == found
