"""A process that does what it is told, one line of JSON for each order and each answer."""

import json
import os
import sys
from collections.abc import Callable, Mapping


def serve(actions: Mapping[str, Callable]) -> None:
    """Do what is ordered on standard input until it ends; whatever else is said goes to the log."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        print(json.dumps(actions[name](*arguments)), file=answers, flush=True)


class Servant:
    """Gives orders to a process that runs ``serve``."""

    def __init__(self, process):
        self.process = process

    def ask(self, name: str, *arguments):
        """What the action gives; raises RuntimeError where the process has ended."""
        self.process.stdin.write(json.dumps([name, arguments]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self.process.args} ended while it was asked for {name}")
        return json.loads(answer)
