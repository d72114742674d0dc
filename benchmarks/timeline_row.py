"""The stream's first page in a large store against a small one, as a row of the table."""

import timeline
from bench import Bench
from result import Result


def measure(bench: Bench) -> list[Result]:
    """The worse of a connection that has read the page before and one that has read nothing."""
    bench.told("Building a store of 1,000,000 entries: a minute or two …")
    found = timeline.measure(told=bench.told)
    name = max(("warm", "cold"), key=lambda each: found[f"{each}_ratio"])
    small, large = found[name]["together"]
    ratios = f"warm {found['warm_ratio']:.2f} ×, cold {found['cold_ratio']:.2f} ×"
    return [
        Result(
            "first page of the stream at 1,000,000 entries against 1,000",
            f"{large:.2f} ms : {small:.2f} ms ({name})",
            found[f"{name}_ratio"],
            found["demand"],
            notes=(f"{ratios}; the page, its count and its months together",),
        )
    ]
