"""The text format of Prometheus, as its own parser and stricter rules read it."""

import pytest
from helpers.integration.metrics import check_lines, parsed
from prometheus_client.parser import text_string_to_metric_families

from katrineholm.socialhub.refresh.exposition import Sample, metrics_text

HELP, TYPE = "# HELP socialhub_a A.\n", "# TYPE socialhub_a gauge\n"


def test_values_of_a_name_are_put_together_whenever_they_come():
    given = [
        Sample("a", "First", 1, {"site": "/x"}),
        Sample("b", "Second", 1_790_000_000),
        Sample("a", "First", True, {"site": "/y", "hub": "/y/hub"}),
    ]
    assert metrics_text(given) == (
        "# HELP socialhub_a First.\n"
        "# TYPE socialhub_a gauge\n"
        'socialhub_a{site="/x"} 1\n'
        'socialhub_a{site="/y",hub="/y/hub"} 1\n'
        "# HELP socialhub_b Second.\n"
        "# TYPE socialhub_b gauge\n"
        "socialhub_b 1790000000\n"
    )


@pytest.mark.parametrize("label", ['"', "\\", "\n", '\\n"}, 1\nå\\', "a b=c,d"])
def test_no_label_breaks_a_line(label):
    text = metrics_text([Sample("a", "First", 1, {"site": label})])
    [family] = text_string_to_metric_families(text)
    assert family.samples[0].labels == {"site": label}
    assert len(parsed(text)) == 1


def test_nothing_is_no_text():
    assert metrics_text([]) == ""


@pytest.mark.parametrize(
    "text",
    [
        f"{HELP}{TYPE}socialhub_a 1\n{TYPE}",
        f"{HELP}{TYPE}{TYPE}socialhub_a 1\n",
        f"{TYPE}socialhub_a 1\n",
        f"{HELP}{TYPE}",
        f"{HELP}{TYPE}socialhub_a 1 2 3\n",
        f"{HELP}{TYPE}socialhub_a 1",
        f"{HELP}{TYPE}socialhub_a NaN\n",
        f"{HELP}{TYPE}socialhub_a 1\n" + f"{HELP}{TYPE}socialhub_a 1\n".replace("_a", "_b") * 2,
    ],
)
def test_the_rules_are_stricter_than_the_parser(text):
    with pytest.raises((AssertionError, TypeError)):
        check_lines(text)
