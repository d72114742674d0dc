"""Metrics as text, in the format that Prometheus reads.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PREFIX = "socialhub_"
NO_LABELS: Mapping[str, str] = {}


class Sample(NamedTuple):
    """The value of a gauge at one place.

    ``name`` is without the prefix, ``meaning`` without a full stop. A name has one meaning.
    """

    name: str
    meaning: str
    value: float
    labels: Mapping[str, str] = NO_LABELS


def metrics_text(samples: Iterable[Sample]) -> str:
    """Return the samples as text; those of a gauge are put together, as the format requires."""
    gauges: dict[str, list[Sample]] = {}
    for each in samples:
        gauges.setdefault(each.name, []).append(each)
    return "".join(map(_gauge_lines, gauges.values()))


def _gauge_lines(samples: list[Sample]) -> str:
    name, meaning = PREFIX + samples[0].name, samples[0].meaning
    values = "".join(f"{name}{_label_text(each.labels)} {each.value:.0f}\n" for each in samples)
    return f"# HELP {name} {meaning}.\n# TYPE {name} gauge\n{values}"


def _label_text(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
