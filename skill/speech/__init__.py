"""The plan of one turn, its timing, and the ways to write it down.

What enters are plain values; what leaves is text. Nothing here waits, reads a
clock, opens a file, or knows who speaks to whom.
"""
