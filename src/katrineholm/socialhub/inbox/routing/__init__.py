"""Whom a message waits for: roles, who answers today, and what happens when an absence begins.

Entry points: ``roles.me``, ``roles.roles_for``, ``routing.arrive``. May import ``inbox.reminders``
and below. Source: guideline G7.
"""
