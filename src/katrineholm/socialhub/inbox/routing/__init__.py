"""The assignment of messages: roles, today's responsible persons, and changes by absences.

Entry points: ``roles.me``, ``roles.roles_for``, ``routing.arrive``. May import ``inbox.reminders``
and below. Source: guideline G7.
"""
