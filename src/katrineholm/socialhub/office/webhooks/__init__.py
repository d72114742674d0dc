"""What other systems are told of: signed webhooks (Standard Webhooks), delivered by the worker.

Entry points: ``telling`` (what happens becomes deliveries), ``delivering`` (the worker's part),
``making`` (receivers are made and let go), ``problem.problem`` (for the board). May import
``refresh`` and below.
"""
