"""A hub is written as it was at one moment, or not at all."""

import pytest
import transaction

from katrineholm.socialhub.core.files.hub_archive import unpack_archive
from katrineholm.socialhub.setup.hub_export import Stopped, export_hub


def test_it_tells_of_itself(full, tmp_path):
    about = export_hub(full, tmp_path / "hub.tar")
    (tmp_path / "x").mkdir()
    told = unpack_archive(tmp_path / "hub.tar", tmp_path / "x")
    assert told == {"format": "katrineholm.socialhub.hub", "version": 1, **about}
    assert (about["path"], about["title"]) == ("hub", "Sociala medier")
    assert about["counts"] == {
        "content": {"Administration": 1, "Channel": 1, "SocialHub": 1},
        "entries": 3,
        "messages": 2,
        "log": about["counts"]["log"],
    }
    assert about["counts"]["log"]["count"] > 2


def test_where_it_is_stopped_there_is_nothing(full, tmp_path):
    answers = iter([False] * 5)
    with pytest.raises(Stopped):
        export_hub(full, tmp_path / "hub.tar", is_stopped=lambda: next(answers, True))
    assert list(tmp_path.iterdir()) == []


def test_the_hub_is_as_it_was(full, tmp_path):
    transaction.begin()
    export_hub(full, tmp_path / "hub.tar")
    assert not full._p_jar._registered_objects
