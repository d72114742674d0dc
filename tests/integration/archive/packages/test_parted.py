"""A package that were too large becomes several, which tell of each other."""

from datetime import date
from itertools import chain
from zipfile import ZipFile

import pytest
from helpers.core.packages import WHOLE
from lxml import etree

from katrineholm.socialhub.archive.packages.delivery import deliver_packages
from katrineholm.socialhub.archive.packages.scope import package_scope, split_scope
from katrineholm.socialhub.core.files.mets import METS
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.package_model import PackageInterrupt


@pytest.fixture
def scope(hub):
    return package_scope(hub.kultur, date(2026, 6, 1), date(2026, 7, 31))


@pytest.mark.parametrize(("most", "numbers"), [(9, [5]), (3, [2, 3]), (1, [1, 1, 3])])
def test_the_parts_hold_each_post_once_and_no_more_than_is_asked(scope, most, numbers):
    """Three of the blog's are of one second, and stay together."""
    parts = split_scope(scope, lambda entry: 1, most)
    found = [[entry["entry_id"] for _channel, entry in each.entries()] for each in parts]
    assert [len(each) for each in found] == numbers
    assert sorted(chain(*found)) == sorted(e["entry_id"] for _c, e in scope.entries())


def test_each_part_is_whole_and_names_the_others(scope, tmp_path, posts, eark):
    packages = deliver_packages(scope, tmp_path, most=2000)
    assert sum(len(posts(each.path)) for each in packages) == 5
    assert len(packages) > 1
    for package in packages:
        assert list(package_errors(package.path)) == []
        with ZipFile(package.path) as zipped:
            root = etree.fromstring(zipped.read(f"{package.identifier}/METS.xml"))
            dc = zipped.read(f"{package.identifier}/metadata/descriptive/dc.xml").decode()
        named = root.findall(f"{{{METS}}}structMap//{{{METS}}}div[@ORDER]")
        assert [each.get("LABEL") for each in named] == [each.identifier for each in packages]
        assert all(each.identifier in dc for each in packages)
    assert WHOLE.search(told := eark(packages[0].path)), told


def test_where_one_part_fails_there_is_none(scope, tmp_path):
    with pytest.raises(PackageInterrupt):
        deliver_packages(scope, tmp_path, most=2000, is_stopped=lambda: any(tmp_path.glob("*.zip")))
    assert list(tmp_path.iterdir()) == []
