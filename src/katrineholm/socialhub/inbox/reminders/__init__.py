"""Deadlines of messages, mails about them, and the morning's reminder.

Entry points: ``deadlines``, ``letters``, ``reminders.remind``. May import core, site, accounts,
refresh.
"""
