"""Practising on one's own machine, without an account.

What enters is typed or scripted words; what leaves is text in time, or JSON.
"""
