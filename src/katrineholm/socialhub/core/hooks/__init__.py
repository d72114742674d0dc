"""What is told to others' servers at once, and what they tell us: webhooks and WebSub.

Entry points: ``signing`` (Standard Webhooks), ``websub`` (what a subscriber asks, and whether a
push is its hub's), ``sending.post`` (a request by the guard of all retrieval), ``retrying``. May
import ``core.feeds``.
"""
