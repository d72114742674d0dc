"""The log of the commands as JSON: whatever is logged is one object in one line."""

import json
import subprocess
import sys
from datetime import datetime

import pytest

FIELDS = ["time", "level", "logger", "message", "site", "exception"]
PROGRAM = """
import logging, os
from katrineholm.socialhub import logger
from katrineholm.socialhub.console.log_format import configure_log
configure_log(os.environ)
logger.setLevel(logging.INFO)
"""


def logged(program, **environ):
    command = [sys.executable, "-c", PROGRAM + program]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    return done.stderr


def logged_as_json(program):
    found = [json.loads(line) for line in logged(program, SOCIALHUB_LOG="json").splitlines()]
    assert all([*each] == FIELDS for each in found)
    return found


def test_each_record_is_an_object_in_a_line():
    first, second = logged_as_json("logger.info('%d new', 3); logging.warning('Åh')")
    moment = datetime.fromisoformat(first.pop("time"))
    assert (moment.utcoffset().total_seconds(), moment.year >= 2026) == (0, True)
    assert first == {
        "level": "INFO",
        "logger": "katrineholm.socialhub",
        "message": "3 new",
        "site": None,
        "exception": None,
    }
    assert (second["level"], second["logger"], second["message"]) == ("WARNING", "root", "Åh")


@pytest.mark.parametrize("text", ['x\n{"level": "INFO"}', "x\r\u2028\x00", "\ud83d", '"\\'])
def test_no_message_can_look_like_another_line(text):
    [found] = logged_as_json(f"logger.info('%s', {text!r})")
    assert found["message"] == text


def test_an_exception_is_a_field_also_one_that_ends_the_command():
    caught = "try:\n  1 / 0\nexcept ZeroDivisionError:\n  logger.exception('Ouch')\n"
    found = logged_as_json(f"{caught}raise ValueError('x')")
    assert [each["level"] for each in found] == ["ERROR", "CRITICAL"]
    assert [each["exception"].splitlines()[-1] for each in found] == [
        "ZeroDivisionError: division by zero",
        "ValueError: x",
    ]


def test_the_site_that_is_worked_for_is_named():
    program = """
class Site:
    def __init__(self, path): self.path = path
    def getPhysicalPath(self): return self.path
    def getSiteManager(self): return None
from zope.component.hooks import setSite, siteinfo
siteinfo.site = Site(('', 'plone')); logger.info('one')
siteinfo.site = Site(None); logger.info('broken')
"""
    assert [each["site"] for each in logged_as_json(program)] == ["/plone", None]


@pytest.mark.parametrize("environ", [{}, {"SOCIALHUB_LOG": ""}, {"SOCIALHUB_LOG": "text"}])
def test_by_default_it_is_text(environ):
    text = logged("logger.info('%d new', 3)", **environ)
    assert text.endswith(" INFO 3 new\n")


def test_another_format_is_refused():
    assert "SOCIALHUB_LOG: 'xml' is neither text nor json." in logged("", SOCIALHUB_LOG="xml")
