"""What the tests of ``office/kit`` have in common."""


def is_asked_to_log_in(answer):
    return 'name="__ac_password"' in answer.text
