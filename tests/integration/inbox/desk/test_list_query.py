"""What an address's query asks of the list."""

import pytest


@pytest.mark.parametrize("query", ["state=x&kind=y", "b_start=-1", "late=2", "state=" + "a" * 5000])
def test_a_query_that_says_nothing_is_passed_over(receive, browse, people, query):
    receive()
    assert browse(*people["anna"]).get(f"hub/@@messages?{query}").status_code == 200
