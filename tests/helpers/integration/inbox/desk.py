"""What the tests of ``inbox/desk`` have in common."""

import re


def answer(send, name, number, question, answer, **ticks):
    return send(name, number, "decide", **{f"question_{question}": answer}, **ticks)


def offered(page):
    """The steps that a page offers, in their order."""
    return re.findall(r'id="step-([\w-]+)"', page)
