"""Messages and the diary in a package: by choice, and never what may be secret."""

import json
from zipfile import ZipFile

from settling import DIARY

from katrineholm.socialhub.core.files.package_check import package_errors


def test_they_are_in_it_by_choice_only(order, received):
    _status, package = order("--channel", "hub/kultur/bloggen")
    with ZipFile(package) as zipped:
        assert not [name for name in zipped.namelist() if "/messages/" in name]


def test_what_may_be_secret_is_left_out_and_told_without_its_sender(order, received, read):
    _status, package = order("--channel", "hub/kultur/bloggen", "--messages", "--diary")
    [message] = map(json.loads, read(package, "messages.jsonl").splitlines())
    assert message["captured"]["text"] == "Vem plogar?"
    [file] = message["files"]
    with ZipFile(package) as zipped:
        [name] = [name for name in zipped.namelist() if name.endswith(file["path"])]
        assert (zipped.read(name), file["name"]) == (b"png", "../bild.png")
        assert not any(b"sjukdom" in zipped.read(each) for each in zipped.namelist())
    diary = read(package, "diary.csv")
    assert "A 2" in diary
    assert diary.count(DIARY["diary_party"]) == 1
    assert list(package_errors(package)) == []
