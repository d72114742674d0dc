"""What is due is retrieved once."""

import os
import pty
import re
import termios
from contextlib import contextmanager

from commands import ALL, CHANNELS, counted


@contextmanager
def missing(server, path):
    """A source that for a time is not there."""
    answer = server.answer_at(path)
    server.says(path, status=404)
    yield
    server.plays(path, answer)


def test_all_channels_are_retrieved_with_their_pictures_and_told_in_plain_lines(instance):
    code, log = instance.run("--all")
    lines = [line.split(" ", 3)[2:] for line in log.splitlines()]
    news = [
        f"/plone/hub/kultur/kanal-{number}: 5 new, 0 changed, 0 withdrawn"
        for number in range(CHANNELS)
    ]
    assert sorted(lines[:-1]) == sorted(["INFO", each] for each in news)
    assert lines[-1] == ["INFO", "12 channels with news, 0 without, 0 failed, 0 not asked now"]
    assert code == 0
    assert counted(instance.stored()) == ALL


def test_what_is_due_is_retrieved_once_and_then_nothing_is_written(instance):
    first = instance.run()
    size = (instance.folder / "Data.fs").stat().st_size
    second = instance.run("--due")
    assert (first[0], second[0]) == (0, 0)
    assert "12 channels with news" in first[1]
    assert second[1].endswith("INFO Nothing is due\n")
    assert (instance.folder / "Data.fs").stat().st_size == size


def test_channels_are_named_by_their_paths(instance, sources):
    names = ("--channel", "hub/kultur/kanal-1", "--channel", "/plone/hub/kultur/kanal-2")
    code, log = instance.run("--site", "plone", *names)
    assert (code, log.count("5 new")) == (0, 2)
    assert {id for id, (size, _) in instance.stored().items() if size} == {"kanal-1", "kanal-2"}


def test_a_channel_that_fails_makes_the_command_fail(instance, sources):
    with missing(sources, "/1/rss"):
        code, log = instance.run("--all")
    assert "WARNING /plone/hub/kultur/kanal-1: missing" in log
    assert code == 1


def test_a_terminal_sees_a_bar(instance):
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    process = instance.start("--all", log=os.ttyname(theirs))
    shown = b""
    while b"0 failed" not in shown:
        shown += os.read(ours, 4096)
    assert process.end() == 0
    assert re.search(r"\d+%\|.*\d/12 \[", shown.decode())
