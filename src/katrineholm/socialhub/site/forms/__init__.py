"""What every form, service and address asks of what people send, and how it says no.

Entry points: ``request.require_form``, ``request.text``, ``query`` (numbers and names in an
address), ``addresses`` (what may be asked), ``refusals.Refusal`` (what cannot be done, and why),
``rest_errors`` (the same to a program), ``permissions`` (each by its name), ``response.send``.
May import core.
"""
