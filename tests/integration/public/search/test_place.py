from pathlib import Path

from App.config import getConfiguration

from katrineholm.socialhub.public.search.place import file_of


def test_an_index_lies_where_the_operator_says(hub):
    assert file_of(hub, {"SOCIALHUB_INDEX": "/srv/index"}) == Path(
        f"/srv/index/{hub.UID()}.sqlite3"
    )


def test_an_index_lies_with_zopes_own_data_otherwise(hub):
    for environ in ({}, {"SOCIALHUB_INDEX": ""}):
        assert file_of(hub, environ).parent == Path(
            getConfiguration().clienthome, "socialhub-index"
        )
