import pytest

from katrineholm.socialhub.refresh.settings import (
    OperatorError,
    check_environment,
    host_spacing,
    niceness,
)


@pytest.mark.parametrize(
    ("environ", "seconds"),
    [
        ({}, 1.0),
        ({"SOCIALHUB_HOST_SPACING": ""}, 1.0),
        ({"SOCIALHUB_HOST_SPACING": "0"}, 0.0),
        ({"SOCIALHUB_HOST_SPACING": "2.5"}, 2.5),
        ({"SOCIALHUB_HOST_SPACING": "3600"}, 3600.0),
    ],
)
def test_the_operator_says_how_far_apart_a_host_is_asked(environ, seconds):
    check_environment(environ)
    assert host_spacing(environ) == seconds


@pytest.mark.parametrize(
    ("environ", "steps"),
    [
        ({}, 5),
        ({"SOCIALHUB_NICENESS": ""}, 5),
        ({"SOCIALHUB_NICENESS": "0"}, 0),
        ({"SOCIALHUB_NICENESS": "19"}, 19),
    ],
)
def test_the_operator_says_how_far_the_worker_steps_back(environ, steps):
    check_environment(environ)
    assert niceness(environ) == steps


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SOCIALHUB_HOST_SPACING", "soon", "'soon' is not a number of seconds from 0 to 3600."),
        ("SOCIALHUB_HOST_SPACING", "inf", "'inf' is not a number of seconds from 0 to 3600."),
        ("SOCIALHUB_HOST_SPACING", "nan", "'nan' is not a number of seconds from 0 to 3600."),
        ("SOCIALHUB_HOST_SPACING", "-1", "'-1' is not a number of seconds from 0 to 3600."),
        ("SOCIALHUB_HOST_SPACING", "3601", "'3601' is not a number of seconds from 0 to 3600."),
        ("SOCIALHUB_LOG", "JSON", "'JSON' is neither text nor json."),
        ("SOCIALHUB_NICENESS", "very", "'very' is not a whole number from 0 to 19."),
        ("SOCIALHUB_NICENESS", "-1", "'-1' is not a whole number from 0 to 19."),
        ("SOCIALHUB_NICENESS", "20", "'20' is not a whole number from 0 to 19."),
        ("SOCIALHUB_NICENESS", "٥", "'٥' is not a whole number from 0 to 19."),
        ("SOCIALHUB_ALLOWED_NETWORKS", "lan", "'lan' is not a network like 127.0.0.0/8"),
        ("SOCIALHUB_KEYS", "short", "a key is not 32 bytes in URL-safe base64."),
        ("SOCIALHUB_INTERFACES", "here", "'here' is not like graph.instagram.com=http"),
        ("SOCIALHUB_PROXY", "proxy:3128", "'proxy:3128' must begin with http:// or https://."),
    ],
)
def test_a_setting_that_cannot_be_understood_is_refused_in_a_sentence(name, value, sentence):
    with pytest.raises(OperatorError) as caught:
        check_environment({name: value})
    assert str(caught.value).startswith(f"{name}: {sentence}")
