"""A process that is killed leaves no package that is not whole, and the next one makes it."""

import os
import signal
from random import Random

import pytest

from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.core.files.package_model import PackageItem
from katrineholm.socialhub.core.files.package_writer import write_package

POINTS = [1, 2, 5, 13, 14, 15, 16, 17]
PIECES, TIMES, SEED = 120, 30, 15


def counting(items, point):
    """The same items; the process is killed where so many pieces of them have been asked for."""
    count = 0

    def dying(chunks):
        nonlocal count
        for chunk in chunks:
            count += 1
            if count == point:
                os.kill(os.getpid(), signal.SIGKILL)
            yield chunk

    return [PackageItem(each.path, each.type, dying(each.chunks)) for each in items]


def packed_in_a_process(path, about, items, events):
    child = os.fork()
    if child == 0:
        write_package(path, about, items, events)
        os._exit(0)
    return os.waitpid(child, 0)[1]


@pytest.mark.parametrize("point", POINTS)
def test_one_that_is_killed_leaves_no_package_and_the_next_makes_it(tmp_path, about, point):
    items = [
        PackageItem(f"documentation/{number}.txt", "text/plain", [b"x" * 10_000] * 4)
        for number in range(4)
    ]
    path = tmp_path / "package.zip"

    def events():
        if point > 16:  # all files are in, and nothing describes them yet
            os.kill(os.getpid(), signal.SIGKILL)
        return []

    status = packed_in_a_process(path, about, counting(items, point), events)
    assert os.WIFSIGNALED(status)
    assert not path.exists()
    write_package(path, about, items, list)
    assert [each.name for each in tmp_path.iterdir()] == ["package.zip"]
    assert list(package_errors(path)) == []


def test_killed_at_thirty_points_of_chance_none_is_ever_offered(tmp_path, about):
    path, chance = tmp_path / "package.zip", Random(SEED)
    items = [
        PackageItem(f"documentation/{number}.txt", "text/plain", [b"x" * 30_000] * 6)
        for number in range(PIECES // 6)
    ]
    for point in chance.sample(range(1, PIECES + 1), TIMES):
        status = packed_in_a_process(path, about, counting(items, point), list)
        assert os.WIFSIGNALED(status), point
        assert not path.exists(), point
    write_package(path, about, items, list)
    assert [each.name for each in tmp_path.iterdir()] == ["package.zip"]
    assert list(package_errors(path)) == []
