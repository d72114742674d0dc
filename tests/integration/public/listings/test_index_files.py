from pathlib import Path

from App.config import getConfiguration

from katrineholm.socialhub.public.listings.index_files import entry_index_path


def test_an_index_lies_where_the_operator_says(hub):
    assert entry_index_path(hub, {"SOCIALHUB_INDEX": "/srv/index"}) == Path(
        f"/srv/index/{hub.UID()}.sqlite3"
    )


def test_an_index_lies_with_zopes_own_data_otherwise(hub):
    for environ in ({}, {"SOCIALHUB_INDEX": ""}):
        assert entry_index_path(hub, environ).parent == Path(
            getConfiguration().clienthome, "socialhub-index"
        )
