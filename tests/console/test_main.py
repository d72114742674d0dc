"""What the rooms give to the command line."""

from argparse import ArgumentParser

import pytest

from katrineholm.socialhub.console.main import commands, indexes


@pytest.mark.parametrize("name", commands())
def test_a_command_says_what_it_does_and_takes_its_options(name):
    command, parser = commands()[name], ArgumentParser()
    command.arguments(parser)
    assert command.HELP
    assert callable(command.run)


def test_entries_messages_and_the_record_have_an_index_to_make_anew():
    assert {*indexes()} == {"entries", "messages", "record"}
