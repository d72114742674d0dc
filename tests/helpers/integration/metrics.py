"""Metrics in Prometheus' text format, read by its own parser and by stricter rules."""

import re
from itertools import groupby

from prometheus_client.parser import text_string_to_metric_families

LINE = re.compile(r'(\w+)(?:\{(\w+="(?:[^"\\\n]|\\.)*"(?:,\w+="(?:[^"\\\n]|\\.)*")*)\})? -?\d+')


def parsed(text):
    """The values by name, and by the labels' values joined with a space."""
    check_lines(text)
    found = {}
    for family in text_string_to_metric_families(text):
        assert family.documentation.endswith(".")
        assert family.type == "gauge"
        values = {" ".join(each.labels.values()): each.value for each in family.samples}
        assert len(values) == len(family.samples)  # no place has two
        found[family.name] = values
    return found


def check_lines(text):
    """What the parser lets pass: a second HELP or TYPE, values apart from them, further fields."""
    assert text == "" or text.endswith("\n")
    lines = [each.split(" ", 3) if each[0] == "#" else each for each in text.splitlines()]
    names = [each[2] if isinstance(each, list) else LINE.fullmatch(each)[1] for each in lines]
    groups = [(name, len([*found])) for name, found in groupby(names)]
    assert len({name for name, _size in groups}) == len(groups)
    assert all(name.startswith("socialhub_") for name, _size in groups)
    first = 0
    for name, size in groups:
        assert lines[first][:3] == ["#", "HELP", name]
        assert lines[first + 1] == ["#", "TYPE", name, "gauge"]
        assert size > 2
        assert not any(isinstance(each, list) for each in lines[first + 2 : first + size])
        first += size
