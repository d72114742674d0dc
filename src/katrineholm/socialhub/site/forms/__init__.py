"""What every form, service and address asks of what people send, and how it says no.

Entry points: ``request.require_form``, ``request.text``, ``query`` (numbers and names in an
address), ``addresses`` (what may be asked), ``sentences`` (a refusal of the core in words),
``response.send``. May import core.
"""
