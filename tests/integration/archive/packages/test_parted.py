"""A package that were too large becomes several, which tell of each other."""

from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from random import Random
from zipfile import ZipFile

import pytest
import transaction
from helpers.core.packages import WHOLE
from lxml import etree

from katrineholm.socialhub.archive.packages import delivery
from katrineholm.socialhub.archive.packages.delivery import deliver_packages
from katrineholm.socialhub.archive.packages.scope import package_scope, split_scope
from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.files.mets import METS
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.package_model import PackageInterrupt
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of


@pytest.fixture
def scope(hub):
    return package_scope(hub.kultur, date(2026, 6, 1), date(2026, 7, 31))


@pytest.mark.parametrize(("most", "numbers"), [(9, [5]), (3, [2, 3]), (1, [1, 1, 3])])
def test_the_parts_hold_each_post_once_and_no_more_than_is_asked(scope, most, numbers):
    """Three of the blog's are of one second, and stay together."""
    parts = split_scope(scope, lambda part: [(e["time"], 1) for _c, e in part.entries()], most)
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


@pytest.fixture
def many(hub, keep):
    """A month of posts that cannot be compressed, each with a tiny picture, and one large."""
    chance, blog, timeline = Random(35), hub.kultur.bloggen, timeline_of(hub)
    for number in range(120):
        moment = datetime(2026, 5, 1, 12, tzinfo=UTC) + timedelta(hours=number)
        source = f"https://cdn.example.se/{number}.webp"
        text = b64encode(chance.randbytes(60_000 if number == 7 else 1000)).decode()
        entry = keep(blog, title="T", html=text, published=moment, images=(Image(source),))
        add_picture(timeline, entry, source, chance.randbytes(200), 1, 1, "image/webp")
    transaction.commit()
    return package_scope(blog, date(2026, 5, 1), date(2026, 5, 31))


@pytest.mark.parametrize("estimate", [None, 100])
def test_no_part_is_larger_than_the_limit_unless_it_holds_a_single_second(
    many, tmp_path, posts, monkeypatch, estimate
):
    """Also if the posts turn out larger than was estimated."""
    if estimate:
        monkeypatch.setattr(delivery, "size_estimator", lambda scope: lambda entry: estimate)
    packages = deliver_packages(many, tmp_path, most=125_000)
    numbers = {each.identifier: len(posts(each.path)) for each in packages}
    assert sum(numbers.values()) == 120
    assert [numbers[each.identifier] for each in packages if each.size > 125_000] == [1]
    assert sorted(tmp_path.glob("*.zip*")) == sorted(each.path for each in packages)
    assert len(packages) < 20


def test_where_one_part_fails_there_is_none(scope, tmp_path):
    with pytest.raises(PackageInterrupt):
        deliver_packages(scope, tmp_path, most=2000, is_stopped=lambda: any(tmp_path.glob("*.zip")))
    assert list(tmp_path.iterdir()) == []
