"""Webhooks and WebSub: notifications to other servers, and from them.

Entry points: ``signing`` (Standard Webhooks), ``websub``, ``sending`` (one POST request) and
``retrying``. May import ``core.feeds``.
"""
