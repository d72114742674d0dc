"""What is asked of the list in an address."""

import pytest

PAGE = "hub/@@official-list"


@pytest.mark.parametrize(
    "query",
    [
        "SearchableText=*",
        "SearchableText=(",
        "SearchableText=%22",
        "SearchableText=%00%F0%9F%92%A9",
        f"SearchableText={'a' * 5000}",
        "SearchableText=%3Cscript%3Ealert(1)%3C/script%3E",
        "SearchableText:list=a&SearchableText:list=b",
        "sort=__class__",
        "sort:list=title",
        "state:record.a=1",
        "kind:int=1",
        "b_start=-1",
        "b_size=0",
        "b_size=1e9",
        "administration=../../..",
        "full=1",
    ],
)
def test_a_strange_question_is_answered(get, query):
    answer = get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
