"""``POST @import-download``: what would happen, unless it is to be kept."""

from io import BytesIO
from random import randbytes

import pytest
from helpers.core.downloads import instagram, zipped

from katrineholm.socialhub.core.sources.download_files import Upload


@pytest.fixture
def send(request_factory, instagram_editor):
    """A function that sends a download as the editor: ``send(upload, dry_run="false")``."""

    def send(upload, login=instagram_editor, at="hub/kultur/insta", **data):
        upload.stream.seek(0)
        files = {"file": (upload.name, upload.stream.read())}
        session = request_factory(basic_auth=login or None)
        return session.post(f"{at}/@import-download", data=data, files=files)

    return send


def test_it_is_dry_where_nothing_else_is_said(send, download, shown):
    answer = send(download()).json()
    assert answer["dry_run"] is True
    assert (answer["posts"], answer["known"], answer["kept"]) == (3, 0, "public")
    assert answer["left_out"] == {"messages": 1}
    assert answer["closed"] == {"story": 1}
    assert [each["path"].rpartition("/")[2] for each in answer["files"]] == [
        "posts_1.json",
        "stories.json",
    ]


def test_it_is_kept_for_visitors_or_for_the_record(send, download, instagram_channel, shown):
    answer = send(download(), dry_run="false", record_only="true").json()
    assert (answer["kept"], answer["done"]) == ("record", {"new": 3, "changed": 0, "same": 0})
    assert shown(instagram_channel) == []
    assert send(download(), dry_run="0").json()["done"]["changed"] == 3
    assert len(shown(instagram_channel)) == 2


def test_several_megabytes_are_taken_and_what_is_no_picture_is_counted(
    send, instagram_channel, shown
):
    answer = send(instagram("Badet öppnar", pictures=[randbytes(3_000_000)]), dry_run="false")
    assert answer.json()["pictures"]["unreadable"] == 1
    assert shown(instagram_channel) == ["Badet öppnar"]


def test_what_the_accounts_network_sees_is_public_where_whoever_brings_it_in_says_so(
    send, shares, linkedin_channel, shown
):
    place = {"at": "hub/kultur/linkedin"}
    asked = send(shares(), **place).json()
    assert (asked["network"], asked["closed"]) == (2, {"network": 2})
    assert send(shares(), **place, show_network="true").json()["closed"] == {}
    send(shares(), **place, dry_run="false")
    assert shown(linkedin_channel) == ["Badet öppnar"]
    for answer in ("true", "false"):  # what was decided stays so
        send(shares(), **place, dry_run="false", show_network=answer)
        assert shown(linkedin_channel) == ["Badet öppnar", "Bron lagas", "Vi söker lärare"]
    assert send(shares(), **place, record_only="true").json()["network"] == 0


@pytest.mark.parametrize("data", [{"dry_run": "maybe"}, {"record_only": "x"}])
def test_what_is_no_answer_is_refused(send, download, data):
    answer = send(download(), **data)
    assert answer.status_code == 400
    assert "true" in answer.json()["message"]


def test_a_download_of_something_else_is_refused_and_nothing_kept(send, instagram_channel, stored):
    answer = send(zipped({"holiday.jpg": b"x"}), dry_run="false")
    assert answer.status_code == 400
    assert "nedladdning" in answer.json()["message"]
    assert stored(instagram_channel) == {}


def test_a_table_that_gives_a_post_the_accounts_address_is_refused(send, linkedin_channel, stored):
    link = "https://se.linkedin.com/company/katrineholm/posts/?feedView=all"
    table = f"Datum;Länk;Text\n2026-06-19;{link};Badet öppnar\n2026-06-20;{link};Bron lagas\n"
    for data in ({}, {"dry_run": "false"}):
        answer = send(
            Upload("inlagg.csv", BytesIO(table.encode())), at="hub/kultur/linkedin", **data
        )
        assert answer.status_code == 400
        assert "”Badet öppnar” har kontots adress" in answer.json()["message"]
    assert stored(linkedin_channel) == {}


def test_a_download_of_another_service_is_called_as_people_call_it(send):
    answer = send(zipped({"Shares.csv": "Date,ShareCommentary\n2026-06-19,Hej\n"}), dry_run="false")
    assert "LinkedIn" in answer.json()["message"]


def test_it_is_for_editors_and_archivists(
    send, download, person, functional_portal, shown, instagram_channel
):
    assert send(download(), login=()).status_code == 401
    assert send(download(), login=person("Reader", at=functional_portal.hub)).status_code == 401
    answer = send(download(), login=person("Archivist"), dry_run="false").json()
    assert answer["kept"] == "record"
    assert shown(instagram_channel) == []


def test_a_download_waits_until_there_is_room(
    send, download, fill_storage, instagram_channel, shown
):
    fill_storage()
    for dry in ("true", "false"):
        answer = send(download(), dry_run=dry)
        assert answer.status_code == 400
        assert answer.json()["message"].startswith("Webbplatsens lagring är full: 1 av 1 MB.")
    assert shown(instagram_channel) == []
    fill_storage(False)
    assert send(download(), dry_run="false").json()["done"]["new"] == 3
