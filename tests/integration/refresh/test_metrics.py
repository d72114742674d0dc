"""Figures for a monitor."""


def test_a_monitor_reads_figures(failing, request_factory):
    session = request_factory(role="Manager")
    session.headers["Accept"] = "text/plain"
    answer = session.get("hub/@@metrics")
    assert answer.headers["Content-Type"].startswith("text/plain")
    figures = dict(line.split() for line in answer.text.splitlines() if not line.startswith("#"))
    assert float(figures.pop("socialhub_failing_seconds")) > 0
    assert figures == {
        "socialhub_channels": "2",
        "socialhub_channels_with_feed": "2",
        "socialhub_channels_failing": "1",
        "socialhub_entries": "0",
        "socialhub_worker_silent_seconds": "-1",
    }
