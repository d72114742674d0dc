"""Webhooks (Standard Webhooks) to other systems: signed, delivered by the worker.

Open to others: ``telling`` (events become deliveries), ``making`` (receivers are added and
removed), ``described`` (receivers and their problems as plain values). May import ``refresh`` and
below.
"""
